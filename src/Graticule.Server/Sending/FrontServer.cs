namespace Graticule.Server.Sending;

/// <summary>
/// A server in front of this one, such as nginx, that sends files itself when it is told which (<c>X-Accel-Redirect</c>). It says so with the
/// request header <c>X-Sendfile-Type: X-Accel-Redirect</c>; who asks without gets the bytes from here.
/// </summary>
/// <param name="folder">Root of the files on this machine.</param>
/// <param name="prefix">The front's internal path of that folder, with a slash at both ends.</param>
internal sealed class FrontServer(string folder, string prefix)
{
    private const string Word = "X-Accel-Redirect";

    private readonly string _folder = Path.GetFullPath(folder);

    /// <summary>Leaves the body to the front; false where this server has to send it.</summary>
    /// <remarks>The front knows the whole and its parts, but not our entity tags: whoever asks for a part of one version is served from here.</remarks>
    public bool TryHandOver(HttpContext context, FileContent file)
    {
        var headers = context.Request.Headers;
        if (headers["X-Sendfile-Type"] != Word || headers.IfRange.Count > 0 || file.Length == 0)
        {
            return false;
        }

        var path = Path.GetRelativePath(_folder, file.Path);
        context.Response.Headers[Word] = prefix + string.Join('/', path.Split('/').Select(segment => Uri.EscapeDataString(segment)));
        context.Response.ContentLength = 0;
        return true;
    }
}
