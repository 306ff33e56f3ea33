using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Matchup;

/// <summary>The process <c>matchup-preview</c>: how much a match-up would look at.</summary>
public sealed class MatchupPreviewProcess : IProcess
{
    private const string Candidates = "candidates";

    public ProcessDescription Description { get; } = new()
    {
        Id = MatchupNames.Preview,
        Title = "Preview of a match-up of observations",
        Description =
            "Counts the observations that a match-up would look at, by day, and of points by platform, before it runs: of each data set those in the area and span of time, "
            + "widened by the tolerances for secondaries. Points are counted; cells and pixels are estimated from the extents of their files, which are not opened.",
        Keywords = ["match-up", "matchup", "availability"],
        IsRepeatable = true,
        Inputs = [.. MatchupDescription.Domain, MatchupDescription.Clip],
        Outputs =
        [
            new(Candidates, Schema()) { Title = "Candidates", Description = "Of the primary, and of each secondary." },
        ],
    };

    public IReadOnlyList<Fault> Check(JobSpec spec) => MatchupInputs.Check(spec.Inputs);

    public Task RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        job.AddValue(Candidates, MatchupPreview.Of(job.Inputs, MatchupProcess.CatalogOf(job), job.Folder, cancellationToken));
        return Task.CompletedTask;
    }

    private static JsonObject Schema() => JsonNode.Parse(
        """
        {
          "type": "object",
          "required": ["primary", "secondaries"],
          "properties": {
            "primary": {
              "type": "object",
              "required": ["dataset", "kind", "files", "count", "isEstimate", "days"],
              "properties": {
                "dataset": {"type": "string"},
                "kind": {"type": "string", "enum": ["grid", "swath", "points"]},
                "files": {"type": "integer", "description": "That have observations in the area and the span of time, by their extents."},
                "count": {"type": "integer"},
                "isEstimate": {"type": "boolean"},
                "days": {"type": "array", "items": {"type": "object", "properties": {"date": {"type": "string", "format": "date"}, "count": {"type": "integer"}}}},
                "platforms": {"type": "array", "items": {"type": "object", "properties": {"platform": {"type": "string"}, "count": {"type": "integer"}}}}
              }
            },
            "secondaries": {"type": "array", "items": {"type": "object", "description": "As the primary."}}
          }
        }
        """)!.AsObject();
}
