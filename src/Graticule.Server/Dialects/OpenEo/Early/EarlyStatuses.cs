namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary>The statuses by which 0.0.x told errors, which had no codes yet.</summary>
internal static class EarlyStatuses
{
    /// <summary>A password that cannot be registered; of no standard.</summary>
    public const int PasswordRejected = 420;

    /// <param name="error">With a code of today.</param>
    public static int Of(OpenEoError error) => error.Code switch
    {
        "CredentialsInvalid" => StatusCodes.Status403Forbidden,
        "FormatUnsuitable" or "ServiceUnsupported" => StatusCodes.Status406NotAcceptable,
        "FileSizeExceeded" or "FileTypeInvalid" or "FileContentInvalid" or "FilePathInvalid" or "FileOperationUnsupported" => StatusCodes.Status422UnprocessableEntity,
        "JobLocked" or "FileLocked" => StatusCodes.Status423Locked,
        "StorageQuotaExceeded" or "StorageFailure" => StatusCodes.Status507InsufficientStorage,
        "RequestTimeout" => StatusCodes.Status503ServiceUnavailable,
        _ => error.Status,
    };
}
