using Graticule.Analysis.Matchup.Outputs;

namespace Graticule.Tests.Analysis.Matchup.Outputs;

/// <summary>A folder for what a test writes.</summary>
internal sealed class OutputFolder : IDisposable
{
    internal string Root { get; } = Directory.CreateTempSubdirectory("graticule-pairs-").FullName;

    internal string Write(PairFormat format, PairSet set)
    {
        var path = Path.Combine(Root, $"{Guid.NewGuid():N}{format.Extension}");
        format.Write(set, path, null, CancellationToken.None);
        return path;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
