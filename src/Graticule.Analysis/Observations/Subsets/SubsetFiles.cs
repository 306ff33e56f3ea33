using System.IO.Compression;
using Graticule.Raster.Observations;

namespace Graticule.Analysis.Observations.Subsets;

/// <summary>Writes the observations of a request into a file: parts are read and written as text by several threads, and put down in their order.</summary>
internal sealed class SubsetFiles(ObservationRequest request, int threads, IProgress<double> progress, CancellationToken cancellationToken)
{
    /// <summary>Pixels of a swath from which on only one thread reads: each holds all of a file.</summary>
    private const long LargeSwath = 4_000_000;

    /// <summary>Most rows of a file; what the index promises is checked before, this is for what it could not know.</summary>
    public required long MostRows { get; init; }

    /// <summary>Names of variables that are wanted; empty: all.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    private long _rows;
    private int _finished;

    public void WriteCsv(Stream stream) => WriteCsv(request.Datasets[0], stream);

    /// <summary>A file of CSV for each data set, by its id.</summary>
    public void WriteZip(Stream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var dataset in request.Datasets)
        {
            using var entry = archive.CreateEntry(dataset.Id + ".csv", CompressionLevel.Fastest).Open();
            WriteCsv(dataset, entry);
        }
    }

    /// <summary>One array of all data sets.</summary>
    public void WriteJson(Stream stream, string? parameter)
    {
        stream.Write("["u8);
        foreach (var dataset in request.Datasets)
        {
            var variables = VariablesOf(dataset);

            // Each row begins with a comma, but the very first of all must not.
            Write(dataset, variables, new JsonRows(dataset, variables, parameter), text => stream.Write(_rows == 0 ? text.Span[1..] : text.Span));
        }

        stream.Write("\n]"u8);
    }

    private void WriteCsv(ObservationDataset dataset, Stream stream)
    {
        var variables = VariablesOf(dataset);
        var format = new CsvRows(dataset, variables);
        stream.Write(format.Header().Written.Span);
        Write(dataset, variables, format, text => stream.Write(text.Span));
    }

    private IReadOnlyList<int> VariablesOf(ObservationDataset dataset) => Variables.Count == 0
        ? [.. Enumerable.Range(0, dataset.Variables.Count)]
        : [.. Variables.Select(name => ObservationRequest.VariableOf(dataset, name)).Distinct()];

    private void Write(ObservationDataset dataset, IReadOnlyList<int> variables, IRowFormat format, Action<ReadOnlyMemory<byte>> put)
    {
        var isLarge = dataset.Kind == DatasetKind.Swath && dataset.Granules.Any(granule => granule.Count > LargeSwath);
        new OrderedWork<RowPart, RowText>(isLarge ? 1 : threads, cancellationToken).Run(
            RowParts.Of(dataset, request),
            () => new RowReader(dataset, request, variables, format),
            rows =>
            {
                if (rows.Count > 0)
                {
                    put(rows.Text.Written);
                }

                _rows += rows.Count;
                RequestSize.Refuse(_rows, MostRows, "observations");
                progress.Report((_finished + rows.Done) / request.Datasets.Count);
            });
        _finished++;
    }
}
