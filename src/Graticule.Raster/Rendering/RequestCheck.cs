namespace Graticule.Raster.Rendering;

/// <summary>What can be said of a request before any file is opened.</summary>
internal static class RequestCheck
{
    private static readonly string[] Interpolations = ["nearest", "bilinear", "cubic", "average"];

    /// <exception cref="MapRequestException">Something in it cannot be served.</exception>
    internal static void Check(MapRequest request)
    {
        CheckSize(request.Width, nameof(request.Width), MapRequest.MostPixels);
        CheckSize(request.Height, nameof(request.Height), MapRequest.MostPixels);
        CheckBox(request.Box);
        Require(
            request.MediaType is MapRequest.Png or MapRequest.Jpeg,
            nameof(request.MediaType),
            $"'{request.MediaType}' is not drawn; ask for {MapRequest.Png} or {MapRequest.Jpeg}.");
        Require(
            request.Range is not { } range || (double.IsFinite(range.Min) && double.IsFinite(range.Max) && range.Min < range.Max),
            nameof(request.Range),
            "The range must be two numbers, the lower one first.");
    }

    /// <exception cref="MapRequestException">Something in it cannot be served.</exception>
    internal static void Check(CoverageRequest request)
    {
        CheckSize(request.Width ?? 1, nameof(request.Width), CoverageRequest.MostPixels);
        CheckSize(request.Height ?? 1, nameof(request.Height), CoverageRequest.MostPixels);
        if (request.Box is { } box)
        {
            CheckBox(box);
        }

        Require(
            Interpolations.Contains(request.Interpolation, StringComparer.Ordinal),
            nameof(request.Interpolation),
            $"'{request.Interpolation}' is not known; choose {string.Join(", ", Interpolations)}.");
    }

    private static void CheckSize(int size, string part, int most) =>
        Require(size >= 1 && size <= most, part, $"{part} is {size}; it must be between 1 and {most} pixels.");

    private static void CheckBox(Box box) => Require(
        double.IsFinite(box.MinX) && double.IsFinite(box.MinY) && double.IsFinite(box.MaxX) && double.IsFinite(box.MaxY)
            && box.MinX < box.MaxX && box.MinY < box.MaxY,
        nameof(MapRequest.Box),
        "The box must be four numbers: the lower left corner, then the upper right one, which lies above it and to its right.");

    private static void Require(bool holds, string part, string complaint)
    {
        if (!holds)
        {
            throw new MapRequestException(part, complaint);
        }
    }
}
