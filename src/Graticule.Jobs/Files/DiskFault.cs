namespace Graticule.Jobs.Files;

/// <summary>Failures of the disk, in words.</summary>
internal static class DiskFault
{
    private const int NoSpace = 28;  // ENOSPC
    private const int OverQuota = 122;  // EDQUOT

    public static ProblemException Problem(string subject, Exception cause) => new(
        new(
            ProblemKind.Unavailable,
            cause is IOException { HResult: NoSpace or OverQuota }
                ? $"The disk is full: '{subject}' was not stored. Try again once there is space."
                : $"'{subject}' could not be stored: {cause.Message}",
            subject),
        cause);
}
