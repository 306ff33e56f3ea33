namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary>Errors of these versions that no code of today stands for; the codes are this server's own.</summary>
internal static class EarlyErrors
{
    public static OpenEoException NotAcceptable(string message) => New(StatusCodes.Status406NotAcceptable, "FormatUnsuitable", message);

    public static OpenEoException Gone(string message) => New(StatusCodes.Status410Gone, "JobCanceled", message);

    public static OpenEoException NotRunning(string message) => New(StatusCodes.Status428PreconditionRequired, "JobNotRunning", message);

    public static OpenEoException NotYet(string message) => New(StatusCodes.Status503ServiceUnavailable, "JobNotFinished", message);

    public static OpenEoException Foreign(string user) => New(
        StatusCodes.Status403Forbidden, "PermissionsInsufficient", $"You are not the user '{user}'; 'me' stands for yourself.");

    public static OpenEoException New(int status, string code, string message) => new(new(status, code, message));
}
