namespace Graticule.Server.Dialects.OpenEo;

/// <summary>The error codes of the API 1.3.0 (errors.json), each with its status; whatever else is a code of a process, and a fault of the request.</summary>
internal static class ErrorCodes
{
    private static readonly Dictionary<int, string[]> ByStatus = new()
    {
        [500] = ["Internal", "EstimateComplexity", "StorageFailure"],
        [501] = ["FeatureUnsupported"],
        [503] = ["InfrastructureMaintenance", "InfrastructureBusy"],
        [408] = ["RequestTimeout"],
        [410] = ["ResultLinkExpired"],
        [402] = ["PaymentRequired"],
        [401] = ["AuthenticationRequired"],
        [403] = ["AuthenticationSchemeInvalid", "TokenInvalid", "CredentialsInvalid", "PermissionsInsufficient"],
        [404] = ["NotFound", "UnsupportedApiVersion", "CollectionNotFound", "FileNotFound", "ProcessGraphNotFound", "JobNotFound", "ServiceNotFound"],
        [400] =
        [
            "BudgetInvalid", "NoDataForUpdate", "PropertyNotEditable", "StorageQuotaExceeded", "FilePathInvalid", "FileOperationUnsupported",
            "FolderOperationUnsupported", "ContentTypeInvalid", "FileTypeInvalid", "FileSizeExceeded", "FileContentInvalid", "FileLocked", "ProcessInvalid",
            "ProcessGraphMissing", "ProcessGraphInvalid", "PredefinedProcessExists", "ProcessGraphComplexity", "ProcessUnsupported",
            "ProcessParameterUnsupported", "ProcessParameterInvalid", "ProcessParameterRequired", "JobLocked", "JobNotFinished", "JobNotStarted",
            "BillingPlanInvalid", "BillingPlanMissing", "ServiceUnsupported", "ServiceConfigUnsupported", "ServiceConfigInvalid", "ServiceConfigRequired",
        ],
    };

    private static readonly Dictionary<string, int> Statuses =
        ByStatus.SelectMany(row => row.Value.Select(code => KeyValuePair.Create(code, row.Key))).ToDictionary(StringComparer.Ordinal);

    /// <summary>The codes of the API.</summary>
    public static IReadOnlyCollection<string> All => Statuses.Keys;

    public static int StatusOf(string code) => Statuses.GetValueOrDefault(code, StatusCodes.Status400BadRequest);

    /// <summary>Whether a text is written as codes are: words with capitals, run together.</summary>
    public static bool LooksLikeCode(string? text) => text is { Length: > 2 } && char.IsAsciiLetterUpper(text[0]) && text.All(char.IsAsciiLetterOrDigit);
}
