using System.Globalization;
using Graticule.Jobs;
using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Points;

namespace Graticule.Analysis.Observations;

/// <summary>How much a request is about, from the index alone: what would be too much is refused before it is begun.</summary>
internal static class RequestSize
{
    /// <summary>Observations of a data set in a request, missing ones included: of points exactly, of grids and swaths by the shares of their extents.</summary>
    public static double Of(ObservationDataset dataset, ObservationRequest request) => dataset.Within(request.Box, request.Start, request.End).Sum(granule =>
        dataset.Kind == DatasetKind.Points ? CountOf(dataset, granule, request) : granule.Count * ShareOfTime(granule, request) * ShareOfPlaces(granule.Bounds, request.Box));

    /// <exception cref="ProblemException">It is more than is given at once.</exception>
    public static void Refuse(double size, long most, string what)
    {
        if (size > most)
        {
            throw new ProblemException(new(ProblemKind.TooLarge, string.Create(
                CultureInfo.InvariantCulture, $"The request is about {size:N0} {what}; at most {most:N0} are given at once. Narrow the box or the span of time, or ask for several parts.")));
        }
    }

    private static double CountOf(ObservationDataset dataset, Granule granule, ObservationRequest request)
    {
        if (granule.Table is null)
        {
            return 0;
        }

        using var table = PointTable.Open(Path.Combine(dataset.Folder, granule.Table));
        return request.Rows.Count(table);
    }

    private static double ShareOfTime(Granule granule, ObservationRequest request) => granule.End == granule.Start
        ? 1
        : (Math.Min(granule.End, request.End) - (double)Math.Max(granule.Start, request.Start) + 1) / (granule.End - granule.Start + 1);

    private static double ShareOfPlaces(LonLatBox bounds, LonLatBox box)
    {
        var height = bounds.North - bounds.South;
        var rows = height == 0 ? 1 : (Math.Min(bounds.North, box.North) - Math.Max(bounds.South, box.South)) / height;
        var width = Width(bounds);
        return width == 0 ? rows : rows * Math.Min(1, Width(box) / width);
    }

    private static double Width(LonLatBox box) => box.CrossesAntimeridian ? box.East + 360 - box.West : box.East - box.West;
}
