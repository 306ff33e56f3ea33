using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Ccdc;
using Graticule.Analysis.Change.Results;
using Graticule.Jobs;
using Graticule.Raster.Ard;

namespace Graticule.Analysis.Change.Chips;

/// <summary>What the process <c>ccdc-chip</c> was given, read.</summary>
/// <param name="Key">Which chip, by which algorithm.</param>
/// <param name="Source">Where its observations are.</param>
/// <param name="Parameters">Of the algorithm, with what was asked for in their places.</param>
/// <param name="Pixels">Those to compute, row by row through the chip, rising; null: all.</param>
internal sealed record ChipRequest(ChipKey Key, string Source, CcdcParameters Parameters, int[]? Pixels)
{
    private const double MostMetres = 1e8;

    /// <exception cref="ProblemException">InvalidInput, with what is wrong and where.</exception>
    internal static ChipRequest Read(JsonObject inputs)
    {
        var algorithm = (string?)inputs[ChipNames.Algorithm] ?? CcdcAlgorithms.V2018;
        return new(
            new(algorithm, Whole(inputs[ChipNames.ChipX]!), Whole(inputs[ChipNames.ChipY]!)),
            (string)inputs[ChipNames.Source]!,
            ParametersOf(algorithm, inputs[ChipNames.Parameters] as JsonObject ?? []),
            inputs[ChipNames.Pixels] is JsonArray pixels ? [.. pixels.Select(pixel => Whole(pixel!)).Distinct().Order()] : null);
    }

    /// <summary>Why numbers are not the corner of a chip; null: they are one, or no numbers.</summary>
    internal static string? Misplaced(JsonNode x, JsonNode y)
    {
        if (x.GetValueKind() != JsonValueKind.Number || y.GetValueKind() != JsonValueKind.Number)
        {
            return null;
        }

        var (left, top) = (x.Deserialize<double>(), y.Deserialize<double>());
        if (Math.Abs(left) > MostMetres || Math.Abs(top) > MostMetres || ArdGrid.All.Any(grid => grid.IsChipCorner((long)left, (long)top)))
        {
            return null;
        }

        var near = ArdGrid.Conus.SnapToChip(left, top);
        return string.Create(
            CultureInfo.InvariantCulture, $"({left}, {top}) is not the upper left corner of a chip of the grids of analysis ready data; in that of the conterminous states it lies in the chip ({near.X}, {near.Y}).");
    }

    private static int Whole(JsonNode number) => (int)number.Deserialize<double>();

    private static CcdcParameters ParametersOf(string algorithm, JsonObject overrides)
    {
        try
        {
            return CcdcOverrides.Apply(CcdcAlgorithms.All[algorithm], overrides);
        }
        catch (FormatException exception)
        {
            throw new ProblemException(new(ProblemKind.InvalidInput, exception.Message, $"/inputs/{ChipNames.Parameters}"), exception);
        }
    }

    /// <summary>As messages name it.</summary>
    internal string Place => string.Create(CultureInfo.InvariantCulture, $"({Key.ChipX}, {Key.ChipY})");
}
