package dev.parley.server.crash;

import dev.parley.server.crash.ProvenTable.Row;
import dev.parley.testkit.DocSection;
import dev.parley.testkit.Effort;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("docs/reliability.md tells of crashes, disks and clocks what the tests show")
@Tag(Effort.TAG)
class CrashTableTest {
    private static final DocSection PAGE = new DocSection(Path.of("../docs/reliability.md"), "crashes");

    private static final List<Row> ROWS = List.of(
            new Row(
                    "`kill -9` while keys and accounts are changed",
                    "every change that was acknowledged is there; one under way is there whole or not at all",
                    "nothing",
                    "wires.KilledGatewayTest#losesNothing_whenItIsKilled",
                    "store.sqlite.KillTest#holdsLastAcknowledgedChange_orTheNext_afterEachKill"),
            new Row(
                    "`kill -9` while credentials are uploaded, and while SQLite puts its log into the file",
                    "every one that was acknowledged is there, with its mark; one under way is there whole or not at all",
                    "nothing",
                    "store.sqlite.KillTest#holdsLastAcknowledgedUpload_orTheNext_afterEachKill"),
            new Row(
                    "`kill -9` while a store of an older Parley is brought to today's form",
                    "all it held is there, and the next start goes on",
                    "nothing",
                    "store.sqlite.KillTest#keepsAll_whenKilledDuringAMigration"),
            new Row(
                    "`kill -9` between the turns of a conversation",
                    "it goes on",
                    "nothing",
                    "wires.ConversationRestartTest#goesOn_overGrpc",
                    "wires.ConversationRestartTest#goesOn_overOpenAi"),
            new Row(
                    "`kill -9` while usage is counted",
                    "all but that of the last second is kept",
                    "nothing",
                    "wires.ProcessFaultsTest#keepsUsageOfTheSecondBefore_whenKilled"),
            new Row(
                    "a rotation of the key is interrupted",
                    "the store opens, with the old or the new key",
                    "nothing; run it again",
                    "store.sqlite.KeyRotationTest#leavesStoreThatOpens_whereverItIsInterrupted"),
            new Row(
                    "a restore is interrupted",
                    "no start until it is run again",
                    "the sentence that says so",
                    "store.sqlite.BackupTest#refusesToOpen_whenRestoreWasInterrupted"),
            new Row(
                    "a backup while the store is written",
                    "holds the store as it was at one moment",
                    "nothing",
                    "store.sqlite.BackupTest#holdsOneMoment_whileStoreIsWritten"),
            new Row(
                    "the disk is full",
                    "changes are refused (503, UNAVAILABLE) and undone; calls and streams go on; changes are taken again"
                            + " once there is room",
                    "the file and the setting `data.dir`, in the answer",
                    "wires.FullDiskTest#refusesChangesAlone",
                    "store.sqlite.WriterTest#keepsNothingOfUnit_andWritesAgain_whenDiskIsFull",
                    "store.sqlite.WriterTest#keepsOthersOfGroup_whenOneFillsTheDisk"),
            new Row(
                    "the folder of `config.json` takes no file",
                    "changes are refused; they are taken again once it does",
                    "the file, in the answer",
                    "store.FileHomeTest#changesNothing_whenItCannotBeReplaced"),
            new Row(
                    "`config.json` is broken, empty, of 1 GiB or not to be read",
                    "no start, or, where it became so later, changes are refused; it is left as it is",
                    "the file and what is wrong with it",
                    "store.FileHomeTest#refusesBrokenFile_andLeavesIt",
                    "store.FileHomeTest#refusesWhateverStandsInItsPlace"),
            new Row(
                    "the settings file is broken, empty, of 1 GiB or not to be read",
                    "no start, or, where it is read again, what is in force stays",
                    "every problem at once, each with its line or name",
                    "config.SettingsLoaderTest#refuses",
                    "config.SettingsLoaderTest#refusesWhateverStandsInItsPlace",
                    "wires.RuntimeSettingsTest#reloads",
                    "wires.RuntimeSettingsTest#keepsSettings_whenTheFileIsBroken"),
            new Row(
                    "a key file is saved: moved into its place, emptied and filled, or a link is swapped",
                    "it is read once, when it has been the same for two looks (2 s each)",
                    "how many keys were read",
                    "pool.KeyFileTest#readsOnce_whenAnotherFileIsMovedIntoItsPlace",
                    "pool.KeyFileTest#readsOnce_andNothingHalfWritten_whenItIsEmptiedAndFilled",
                    "pool.KeyFileTest#readsOnce_whenALinkIsSwapped"),
            new Row(
                    "a key file is gone, empty, garbage, of 1 GiB or not to be read",
                    "its keys stay as they were; a comment alone means that there are none",
                    "a warning",
                    "pool.KeyFileTest#keepsTheKeys_whenItIsGone_andReadsThemWhenItIsBack",
                    "pool.KeyFileTest#keepsTheKeys_whenItIsBroken",
                    "pool.KeyFileTest#hasNoKeys_whenThereIsACommentAlone"),
            new Row(
                    "the database is damaged, or cut short",
                    "no start; it is left as it is. The whole file is looked through after an unclean end; after a clean"
                            + " one, damage shows where it is read",
                    "the file, and `parley restore`",
                    "store.sqlite.OpenTest#refusesFileOfOtherBytes",
                    "store.sqlite.OpenTest#refusesFileThatWasCutShort",
                    "store.sqlite.OpenTest#checksWholeFile_afterUncleanEnd",
                    "store.sqlite.OpenTest#refusesDamagedConfiguration_afterCleanEnd"),
            new Row(
                    "the log beside the database is of another one",
                    "no start; neither file is changed, and without that log it opens",
                    "the damage, or that the key does not fit, and `parley restore`",
                    "store.sqlite.OpenTest#refusesLogOfAnotherDatabase"),
            new Row(
                    "the log beside the database is deleted after an unclean end",
                    "it opens as it was when the log was last put into it: what was acknowledged since is lost",
                    "nothing: nobody can tell. Never delete it",
                    "store.sqlite.OpenTest#opensAsItWasBefore_whenTheLogIsGone"),
            new Row(
                    "the key of the store is lost, or another one",
                    "no start; no new key is made, nothing is overwritten",
                    "the file or the variable",
                    "store.sqlite.OpenTest#refusesMissingKey_andMakesNone",
                    "store.sqlite.OpenTest#refusesWrongKey"),
            new Row(
                    "the database is of a newer Parley",
                    "no start",
                    "both versions of its form",
                    "store.sqlite.OpenTest#refusesFileOfNewerVersion"),
            new Row(
                    "a second process for one folder",
                    "ends with code 2; once the first is killed, the next takes over",
                    "the first one's process id, host and start",
                    "wires.ProcessFaultsTest#refusesFolderOfAnotherProcess_andTakesItOverOnceThatIsKilled",
                    "store.sqlite.KillTest#namesHolder_whenAnotherProcessHasTheFolder"),
            new Row(
                    "SIGTERM, and calls end within `server.shutdown-grace`",
                    "they are answered; new ones are refused with 503 and a Retry-After, readiness is 503",
                    "nothing",
                    "wires.DrainTest#letsOpenStreamsFinish"),
            new Row(
                    "SIGTERM, and calls are still open after it",
                    "each stream ends with its dialect's error, each whole answer is 503, over gRPC UNAVAILABLE; usage is"
                            + " kept; code 0",
                    "how many calls were ended",
                    "wires.DrainDeadlineTest#tellsEachStream",
                    "wires.DrainDeadlineTest#tellsThoseThatWaitForTheFirstByte",
                    "wires.DrainDeadlineTest#tellsTheSdk",
                    "wires.ProcessFaultsTest#endsInOrder_whenTerminated"),
            new Row(
                    "the heap is full",
                    "the process ends at once with code 3; the next start is a clean one",
                    "`java.lang.OutOfMemoryError`",
                    "wires.ProcessFaultsTest#exitsAtOnce_whenTheHeapIsFull_andStartsClean"),
            new Row(
                    "the wall clock jumps",
                    "nothing: it is read once, at the start, and time goes by the monotonic clock from there on. Only the"
                            + " schedule of probes follows the wall clock",
                    "nothing",
                    "ArchitectureTest#fewReadTheWallClock"));

    @Test
    void isKept() throws Exception {
        PAGE.keep(ProvenTable.of(ROWS));
    }
}
