namespace Graticule.Server.Dialects.Cdms;

/// <summary>An error as this API tells it: <c>{"error": reason, "code": status}</c>.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="reason">What is wrong and what would be right.</param>
public sealed class CdmsException(int status, string reason) : Exception(reason)
{
    public int Status { get; } = status;
}
