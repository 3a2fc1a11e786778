package dev.molt.swap;

/**
 * Where the time of one reload went, in microseconds.
 *
 * @param settle from the file's write to the moment at which its change was taken up
 * @param compile javac
 * @param prepare define, link and verify
 * @param preview asking who would be killed
 * @param purge killing, and waiting until each is gone
 * @param load publishing the new versions
 * @param total from the file's write to the instant at which a qualified call reaches the new
 *     version; what is in no stage (reading, planning, printing the preview) is in here only
 */
public record StageTimes(
    long settle, long compile, long prepare, long preview, long purge, long load, long total) {}
