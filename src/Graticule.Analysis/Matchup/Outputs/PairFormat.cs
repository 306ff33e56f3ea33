namespace Graticule.Analysis.Matchup.Outputs;

/// <summary>A format that pairs are written in.</summary>
/// <param name="Title">For people.</param>
/// <param name="Extension">Of file names, with the dot.</param>
/// <param name="MediaTypes">The first one is the usual one.</param>
/// <param name="Write">Writes pairs to a file that does not exist yet. Memory does not grow with their number.</param>
internal sealed record PairFormat(
    string Title, string Extension, IReadOnlyList<string> MediaTypes, Action<PairSet, string, IProgress<double>?, CancellationToken> Write)
{
    internal string MediaType => MediaTypes[0];

    /// <summary>A format of bytes that come one after the other.</summary>
    internal static PairFormat OfStream(
        string title, string extension, string mediaType, Action<PairSet, Stream, IProgress<double>?, CancellationToken> write) => new(
        title, extension, [mediaType], (set, path, progress, cancellationToken) =>
        {
            using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
            write(set, stream, progress, cancellationToken);
        });
}
