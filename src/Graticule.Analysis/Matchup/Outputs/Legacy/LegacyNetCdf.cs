using System.Runtime.InteropServices;
using Graticule.Analysis.Matchup.Results;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;

namespace Graticule.Analysis.Matchup.Outputs.Legacy;

/// <summary>
/// Writes a page of matches as Apache SDAP does: a group for each side, and pairs of numbers of observations in them. Unlike there, times are doubles,
/// the numbers are whole, the least and largest values of coordinates are numbers, and a page may be empty.
/// </summary>
internal static class LegacyNetCdf
{
    private const string Records = "MatchedRecords";
    private const string Groups = "MatchedGroups";
    private const string Pairs = "matchIDs";

    internal static void Write(string path, MatchFile matches, LegacyPage page, ExportFacts facts)
    {
        using var file = new ArrayFile(path);
        LegacyAttributes.Write(file, matches, page, facts);
        new LegacyGroup(file, "PrimaryData", matches.Primary, page.Primaries).Write();
        new LegacyGroup(file, "SecondaryData", matches.Secondary, page.Secondaries).Write();
        file.AddDimension(Records, page.Pairs.Count, isUnlimited: true);
        file.AddDimension(Groups, 2);
        file.AddNumbers(Pairs, [Records, Groups], PixelType.Int32);
        if (page.Pairs.Count > 0)
        {
            var numbers = MemoryMarshal.Cast<(int, int), int>(CollectionsMarshal.AsSpan(page.Pairs)).ToArray();
            file.Write(Pairs, [0, 0], [(nuint)page.Pairs.Count, 2], [2, 1], PixelType.Int32, MemoryMarshal.AsBytes<int>(numbers));
        }

        file.Finish();
    }
}
