using Graticule.Analysis.Change.Ccdc;

namespace Graticule.Analysis.Change.Results;

/// <summary>What a strip says of a pixel but its mask and the numbers of its models.</summary>
/// <param name="Pixel">Row by row through the chip.</param>
/// <param name="Fault">Why there is no result; null where there is one.</param>
/// <param name="Dates">In its mask.</param>
/// <param name="Procedure">How it was treated.</param>
/// <param name="Cloud">Share of cloud.</param>
/// <param name="Snow">Share of snow.</param>
/// <param name="Water">Share of water.</param>
/// <param name="Models">Without bands.</param>
internal sealed record StripPixel(
    int Pixel, string? Fault, int Dates, CcdcProcedure Procedure, double Cloud, double Snow, double Water, IReadOnlyList<ChangeModel> Models);
