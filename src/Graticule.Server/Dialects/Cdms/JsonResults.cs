using System.IO.Pipelines;
using Graticule.Analysis.Matchup.Results;
using Graticule.Jobs;
using Graticule.Jobs.Text;

namespace Graticule.Server.Dialects.Cdms;

/// <summary>A page of matches as JSON, sent while it is read.</summary>
internal sealed class JsonResults(PipeWriter output, bool isSimple)
{
    /// <summary>Bytes after which what was written goes out.</summary>
    private const int Enough = 64 << 10;

    private readonly PythonJson _json = new(output);

    /// <param name="job">Whose.</param>
    /// <param name="query">Which page.</param>
    /// <param name="file">Null: there are none yet, or never.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task WriteAsync(Job job, ResultQuery query, MatchFile? file, CancellationToken cancellationToken)
    {
        _json.BeginObject();
        _json.Member("executionId", MatchupJobs.IdOf(job));
        _json.Name("data");
        _json.BeginArray();
        var count = file is null ? 0 : await WriteAsync(file, query, cancellationToken);
        _json.EndArray();
        _json.Name("params");
        MatchupJobs.RequestOf(job).WriteTo(_json, hasTexts: false);
        _json.Name("bounds");
        _json.BeginObject();
        _json.EndObject();
        _json.Member("count", count);
        _json.Name("details");
        WriteDetails(MatchCounts.Of(job) ?? MatchCounts.None, query);
        _json.EndObject();
        await output.FlushAsync(cancellationToken);
    }

    private async Task<long> WriteAsync(MatchFile file, ResultQuery query, CancellationToken cancellationToken)
    {
        var (primaries, secondaries) = (PointWords.OfPrimary(file), PointWords.OfSecondary(file));
        var count = 0L;
        foreach (var primary in file.Page(query.First, query.PageSize))
        {
            Begin(primary.Point, primaries, "primary");
            _json.Name("matches");
            _json.BeginArray();
            foreach (var match in primary.Matches)
            {
                Begin(match.Secondary, secondaries, "secondary");
                _json.EndObject();
                if (output.UnflushedBytes > Enough)
                {
                    await output.FlushAsync(cancellationToken);
                }
            }

            _json.EndArray();
            _json.EndObject();
            count++;
        }

        return count;
    }

    private void Begin(MatchedPoint point, PointWords words, string values)
    {
        _json.BeginObject();
        if (isSimple)
        {
            _json.Member("lon", point.Longitude);
            _json.Member("lat", point.Latitude);
            _json.Member("source", point.Source);
            _json.Member("time", point.Time);
        }
        else
        {
            _json.Member("platform", PointWords.Platform(point));
            _json.Member("device", words.Device(point));
            _json.Member("lon", PythonNumbers.Repr(point.Longitude));
            _json.Member("lat", PythonNumbers.Repr(point.Latitude));
            _json.Member("point", PointWords.Place(point));
            _json.Member("time", point.Time);
            _json.Member("depth", point.Depth);
            _json.Member("fileurl", point.File);
            _json.Member("id", words.Id(point));
            _json.Member("source", point.Source);
        }

        _json.Name(values);
        _json.BeginArray();
        foreach (var (variable, value) in point.Values)
        {
            _json.BeginObject();
            _json.Member("variable_name", words.Variable(variable).Name);
            _json.Member("cf_variable_name", words.StandardName(point, variable));
            _json.Member("variable_value", value);
            _json.Member("variable_unit", words.Unit(point, variable));
            _json.EndObject();
        }

        _json.EndArray();
    }

    private void WriteDetails(MatchCounts counts, ResultQuery query)
    {
        _json.BeginObject();
        _json.Member("timeToComplete", counts.WholeSeconds);
        _json.Member("numSecondaryMatched", counts.Pairs);
        _json.Member("numPrimaryMatched", counts.Primaries);
        _json.Member("numUniqueSecondaries", counts.UniqueSecondaries);
        _json.Member("pageNum", (long)query.Page);
        _json.Member("pageSize", (long)query.PageSize);
        _json.EndObject();
    }
}
