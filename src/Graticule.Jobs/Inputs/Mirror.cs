namespace Graticule.Jobs.Inputs;

/// <summary>A copy of part of the web.</summary>
/// <param name="From">How the addresses begin that it stands for, such as <c>https://data.example.org/</c>.</param>
/// <param name="To">What they begin with instead.</param>
public sealed record Mirror(string From, string To)
{
    /// <param name="text">The two with <c>=</c> between them.</param>
    /// <exception cref="ProblemException">InvalidInput.</exception>
    public static Mirror Parse(string text) =>
        text.Split('=', 2) is [var from, var to] && IsAddress(from) && IsAddress(to)
            ? new(from, to)
            : throw new ProblemException(
                ProblemKind.InvalidInput, $"'{text}' names no mirror; write two addresses, such as https://data.example.org/=http://mirror.local/data/.", "--mirror");

    /// <summary>Where the mirror has this address; null when it stands for others.</summary>
    public Uri? Find(Uri url) => url.AbsoluteUri.StartsWith(From, StringComparison.Ordinal) ? new(To + url.AbsoluteUri[From.Length..]) : null;

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && text.EndsWith('/');
}
