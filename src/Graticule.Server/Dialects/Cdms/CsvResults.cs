using System.IO.Pipelines;
using Graticule.Analysis.Matchup.Results;
using Graticule.Jobs;
using Graticule.Jobs.Text;

namespace Graticule.Server.Dialects.Cdms;

/// <summary>A page of matches as CSV, a line a pair, below a block of attributes. Read twice: headings come before what they head.</summary>
internal sealed class CsvResults(PipeWriter output, string address)
{
    private const int Enough = 64 << 10;

    private static readonly string[] Place = ["platform", "device", "lon", "lat", "point", "time", "depth", "fileurl", "id", "source"];
    private static readonly string[] SimplePlace = ["lon", "lat", "source", "time"];

    private readonly CsvLines _lines = new(output);

    public async Task WriteAsync(Job job, ResultQuery query, MatchFile file, CancellationToken cancellationToken)
    {
        var (primaries, secondaries) = (new Columns(PointWords.OfPrimary(file), query.IsSimple), new Columns(PointWords.OfSecondary(file), query.IsSimple));
        foreach (var primary in file.Page(query.First, query.PageSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            primaries.Look(primary.Point);
            foreach (var match in primary.Matches)
            {
                secondaries.Look(match.Secondary);
            }
        }

        foreach (var (name, value) in new CsvHeader(job, query, address).Write(primaries.Platforms.Union(secondaries.Platforms, StringComparer.Ordinal)))
        {
            _lines.Fields(name, value);
            _lines.EndLine();
        }

        _lines.EndLine();
        _lines.Fields([.. primaries.Headings, .. secondaries.Headings]);
        _lines.EndLine();
        foreach (var primary in file.Page(query.First, query.PageSize))
        {
            foreach (var match in primary.Matches)
            {
                primaries.Write(_lines, primary.Point);
                secondaries.Write(_lines, match.Secondary);
                _lines.EndLine();
                if (output.UnflushedBytes > Enough)
                {
                    await output.FlushAsync(cancellationToken);
                }
            }
        }

        await output.FlushAsync(cancellationToken);
    }

    /// <summary>The columns of one side, of the variables that are there, as they came.</summary>
    private sealed class Columns(PointWords words, bool isSimple)
    {
        private readonly Dictionary<int, int> _places = [];
        private readonly List<int> _variables = [];
        private bool _isThere;

        /// <summary>As they came.</summary>
        public List<string> Platforms { get; } = [];

        public IEnumerable<string> Headings => _isThere ? [.. isSimple ? SimplePlace : Place, .. _variables.Select(words.Heading)] : [];

        public void Look(MatchedPoint point)
        {
            _isThere = true;
            if (PointWords.Platform(point) is { } platform && !Platforms.Contains(platform, StringComparer.Ordinal))
            {
                Platforms.Add(platform);
            }

            foreach (var (variable, _) in point.Values)
            {
                if (_places.TryAdd(variable, _variables.Count))
                {
                    _variables.Add(variable);
                }
            }
        }

        public void Write(CsvLines lines, MatchedPoint point)
        {
            var (longitude, latitude, time) = (PythonNumbers.Repr(point.Longitude), PythonNumbers.Repr(point.Latitude), PythonTimes.Aware(point.Time));
            if (isSimple)
            {
                lines.Fields(longitude, latitude, point.Source, time);
            }
            else
            {
                lines.Fields(PointWords.Platform(point), words.Device(point), longitude, latitude, PointWords.Place(point), time);
                lines.Fields(point.Depth is { } depth ? PythonNumbers.Repr(depth) : null, point.File, words.Id(point), point.Source);
            }

            var values = new double?[_variables.Count];
            foreach (var (variable, value) in point.Values)
            {
                values[_places[variable]] = value;
            }

            lines.Fields(values.Select(value => value is { } number ? PythonNumbers.Repr(number) : null));
        }
    }
}
