using System.Globalization;
using Graticule.Analysis.Matchup.Results;
using Graticule.Analysis.Matchup.Sources;
using Graticule.Jobs;
using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Points;

namespace Graticule.Analysis.Matchup;

/// <summary>The data sets of a match-up, found and held against the request.</summary>
internal sealed record MatchupData(ObservationDataset Primary, IReadOnlyList<ObservationDataset> Secondaries)
{
    public MatchSide PrimarySide { get; } = SideOf([Primary]);

    public MatchSide SecondarySide { get; } = SideOf(Secondaries);

    /// <summary>Whether boxes of cells lie around secondaries, since primaries have none.</summary>
    public bool HasBoxesOfSecondaries => Primary.Kind is DatasetKind.Points;

    /// <param name="request">What is asked for.</param>
    /// <param name="catalog">What is registered.</param>
    /// <param name="folder">Of the job, where its files are.</param>
    /// <exception cref="ProblemException">NotFound: there is no such data set. InvalidInput: points that were sent along cannot be read, or the request does not fit the data sets.</exception>
    public static MatchupData Find(MatchupRequest request, DatasetCatalog catalog, string folder)
    {
        var data = Open(request, catalog, folder);
        data.Check(request);
        return data;
    }

    /// <summary>The data sets, not held against the request.</summary>
    /// <inheritdoc cref="Find(MatchupRequest, DatasetCatalog, string)"/>
    public static MatchupData Open(MatchupRequest request, DatasetCatalog catalog, string folder)
    {
        var primary = request.Primary is { } id
            ? Find(catalog, id, MatchupNames.Primary)
            : UploadedPoints.Read(Path.Combine(folder, request.PrimaryPoints!), MatchupNames.PrimaryPoints, folder);
        List<ObservationDataset> secondaries = [.. request.Secondaries.Select(secondary => Find(catalog, secondary, MatchupNames.Secondary))];
        if (request.SecondaryPoints is { } points)
        {
            secondaries.Add(UploadedPoints.Read(Path.Combine(folder, points), MatchupNames.SecondaryPoints, folder));
        }

        return new(primary, secondaries);
    }

    public IObservationSource OpenPrimary(MatchupRequest request, ReadLog log, long mostKept) =>
        Open(Primary, Options(Primary, PrimarySide, request, HasBoxesOfSecondaries ? 0 : request.Cells) with
        {
            Slot = Math.Max(86_400, request.TimeTolerance),
            MostKept = mostKept,
        }, log);

    public IReadOnlyList<IObservationSource> OpenSecondaries(MatchupRequest request, ReadLog log, long mostKept) =>
    [
        .. Secondaries.Select(secondary => Open(secondary, Options(secondary, SecondarySide, request, HasBoxesOfSecondaries ? request.Cells : 0) with
        {
            Slot = long.MaxValue,
            MostKept = mostKept / Secondaries.Count,
        }, log)),
    ];

    private static ObservationDataset Find(DatasetCatalog catalog, string id, string input)
    {
        if (catalog.Find(id) is { } found)
        {
            return found;
        }

        var known = catalog.List().Select(dataset => dataset.Id).ToList();
        var near = NearNames.Of(id, known);
        var hint = known.Count == 0 ? "none is registered"
            : near.Count > 0 ? $"near it are {string.Join(", ", near)}"
            : $"there are {known.Count}, among them {string.Join(", ", known.Take(5))}";
        throw new ProblemException(ProblemKind.NotFound, $"There is no data set '{id}'; {hint}.", $"/inputs/{input}");
    }

    private static IObservationSource Open(ObservationDataset dataset, ReadOptions options, ReadLog log) => dataset.Kind switch
    {
        DatasetKind.Grid => new GridSource(dataset, options, log),
        DatasetKind.Swath => new SwathSource(dataset, options, log),
        _ => new PointSource(dataset, options, log),
    };

    private static ReadOptions Options(ObservationDataset dataset, MatchSide side, MatchupRequest request, int cells)
    {
        var names = side.Variables.Select(variable => variable.Name).ToList();
        return new()
        {
            Variables = [.. dataset.Variables.Select(variable => names.IndexOf(variable.Name))],
            Platforms = request.Platforms,
            Parameter = request.Parameter,
            DepthMin = request.DepthMin,
            DepthMax = request.DepthMax,
            DropZeros = request.DropZeros,
            Box = cells,
        };
    }

    private static MatchSide SideOf(IReadOnlyList<ObservationDataset> datasets) => new(
        string.Join(',', datasets.Select(dataset => dataset.Id)),
        datasets[0].Kind,
        [.. datasets.SelectMany(dataset => dataset.Variables).DistinctBy(variable => variable.Name, StringComparer.Ordinal)]);

    private void Check(MatchupRequest request)
    {
        IReadOnlyList<ObservationDataset> all = [Primary, .. Secondaries];
        var cells = request.Screening is { NeedsBoxes: true } ? MatchupNames.Screening : request.Cells > 0 ? MatchupNames.Cells : null;
        if (cells is not null && all.All(dataset => dataset.Kind is DatasetKind.Points))
        {
            throw new ProblemException(
                ProblemKind.InvalidInput, $"It needs cells around a pair, and both sides are points; leave '{cells}' out, or take a grid or swath as one side.", $"/inputs/{cells}");
        }

        if (request.Parameter is { } parameter)
        {
            List<string> known = [.. all.Where(dataset => dataset.Kind is DatasetKind.Points).SelectMany(dataset => dataset.Variables).Select(variable => variable.Name)];
            var isKnown = known.Count == 0 || known.Contains(parameter, StringComparer.Ordinal) || InsituSchema.Find(parameter) is not null;
            if (!isKnown)
            {
                throw new ProblemException(
                    ProblemKind.InvalidInput, $"No points have a variable '{parameter}'; they have {string.Join(", ", known.Distinct(StringComparer.Ordinal))}.", $"/inputs/{MatchupNames.Parameter}");
            }
        }

        if (!Primary.Within(request.Box, request.Start, request.End).Any())
        {
            var box = request.Box;
            throw new ProblemException(
                ProblemKind.NotFound,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The data set '{Primary.Id}' has nothing in the box [{box.West}, {box.South}, {box.East}, {box.North}] at that time; it reaches from {Day(Primary.Start)} to {Day(Primary.End)}."),
                MatchupNames.NothingInDomain);
        }
    }

    private static string Day(long? time) => DateTimeOffset.FromUnixTimeSeconds(time ?? 0).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
