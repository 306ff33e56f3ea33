using System.Text.Json.Nodes;
using Graticule.Analysis.Matchup;
using Graticule.Analysis.Matchup.Outputs.Quality;
using Graticule.Analysis.Matchup.Results;
using Graticule.Analysis.Matchup.Sources;
using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Points;

namespace Graticule.Tests.Analysis.Matchup;

/// <summary>Match-ups of observations in memory, through all that a job does but for opening real grids.</summary>
internal sealed class MatchupHarness : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("graticule-").FullName;

    public List<string> Warnings { get; } = [];

    public ReadLog PrimaryLog => field ??= new(Warnings.Add);

    public ReadLog SecondaryLog => field ??= new(Warnings.Add);

    public MatchSummary Summary { get; private set; } = new(0, 0, 0, 0);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>A data set of points, from a table that is written for it.</summary>
    public ObservationDataset Points(string id, IEnumerable<PointRow> rows, params (string Name, double[] Values)[] variables)
    {
        PointTableBuilder builder = new();
        var row = 0;
        foreach (var point in rows)
        {
            builder.Add(point);
            foreach (var (name, values) in variables)
            {
                builder.Set(builder.Variable(new(name)), values[row]);
            }

            row++;
        }

        var name2 = id + ".points";
        builder.Write(Path.Combine(Folder, name2));
        using var table = PointTable.Open(Path.Combine(Folder, name2));
        return new()
        {
            Id = id,
            Kind = DatasetKind.Points,
            Folder = Folder,
            Variables = table.Variables,
            Granules = [new() { Path = "/data/" + id, Start = table.Times[0], End = table.Times[^1], Bounds = table.Bounds, Count = table.Count, Stamp = "", Table = name2 }],
        };
    }

    public IObservationSource Source(ObservationDataset dataset, ReadOptions? options = null, bool isPrimary = false, params IDisposable[] files)
    {
        options ??= Options(dataset);
        var log = isPrimary ? PrimaryLog : SecondaryLog;
        return dataset.Kind switch
        {
            DatasetKind.Grid => new GridSource(dataset, options, log, granule => files.OfType<MemoryGrid>().Single(file => file.Name == granule.Name)),
            DatasetKind.Swath => new SwathSource(dataset, options, log, granule => files.OfType<MemorySwath>().Single(file => file.Name == granule.Name)),
            _ => new PointSource(dataset, options, log),
        };
    }

    public static ReadOptions Options(ObservationDataset dataset) => new() { Variables = [.. Enumerable.Range(0, dataset.Variables.Count)] };

    public async Task<List<MatchedPrimary>> MatchAsync(MatchupRequest request, IObservationSource primary, params IObservationSource[] secondaries)
    {
        var (first, second) = (SideOf(primary.Dataset), SideOf(secondaries[0].Dataset));
        var path = Path.Combine(Folder, "found.matches");
        var boxesOfSecondaries = primary.Dataset.Kind is DatasetKind.Points;
        var screening = request.Screening is { } rule ? new Screening(rule, first, second) : null;
        using (MatchFileWriter writer = new(path, first, second, new JsonObject(), boxesOfSecondaries))
        {
            MatchupRun run = new(
                new(request, primary, secondaries), request.Rule,
                work => screening is null ? new MatchupSink(work, writer) : new ScreenedSink(work, writer, screening, boxesOfSecondaries), threads: 2);
            await run.RunAsync(new Progress<double>(), CancellationToken.None);
            Summary = writer.Complete();
        }

        using var file = MatchFile.Open(path);
        return [.. file.All()];
    }

    private static MatchSide SideOf(ObservationDataset dataset) => new(dataset.Id, dataset.Kind, dataset.Variables);
}
