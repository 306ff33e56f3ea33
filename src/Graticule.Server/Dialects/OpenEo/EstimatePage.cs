using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;
using Graticule.Analysis.GraphJobs;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Engine;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary><c>/jobs/{id}/estimate</c>: the graph is evaluated without reading a pixel, which says how much there is to read, compute and write.</summary>
internal sealed class EstimatePage(BatchJobs jobs, JobSpecs specs, JobEngine engine)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task ShowAsync(HttpContext context) => await Wire.SendAsync(context, await FindAsync(context));

    /// <summary>What <see cref="ShowAsync"/> tells.</summary>
    /// <exception cref="OpenEoException">JobNotFound, EstimateComplexity.</exception>
    /// <exception cref="ProblemException">The graph cannot be evaluated.</exception>
    public async Task<JsonObject> FindAsync(HttpContext context)
    {
        var caller = context.Caller();
        var job = await jobs.GetAsync(caller, JobPages.Id(context), context.RequestAborted);
        var spec = await specs.MakeAsync(caller, job.Request, record: null, context.RequestAborted);
        spec.Inputs[GraphDescription.Estimate] = true;
        var run = await RunAsync(caller, spec, context.RequestAborted);
        if (run.Problem is { } problem)
        {
            throw new ProblemException(problem);
        }

        var cost = run.Outputs.FirstOrDefault(output => output.Name == GraphDescription.Value)?.Value as JsonObject
            ?? throw Errors.New("EstimateComplexity", $"What the job costs was not known within {Patience.TotalSeconds} seconds.");
        return Write(cost);
    }

    /// <summary>The engine's job for it leaves nothing behind.</summary>
    private async Task<Job> RunAsync(Caller caller, JobSpec spec, CancellationToken cancellationToken)
    {
        var run = await engine.SubmitAsync(caller.Subject, Words.Dialect, spec, cancellationToken);
        try
        {
            return run = await engine.WaitAsync(caller.Subject, run.Id, Patience, cancellationToken);
        }
        finally
        {
            await jobs.DiscardAsync(run, CancellationToken.None);
        }
    }

    private static JsonObject Write(JsonObject cost)
    {
        var told = new JsonObject { ["costs"] = null };
        if ((double?)cost["seconds"] is { } seconds)
        {
            told["duration"] = XmlConvert.ToString(TimeSpan.FromSeconds(Math.Ceiling(seconds)));
        }

        if ((long?)cost["size"] is { } size)
        {
            told["size"] = size;
        }

        foreach (var (name, value) in cost)
        {
            if (name is "samples" or "source_bytes" or "files" or "cells")
            {
                told[string.Create(CultureInfo.InvariantCulture, $"graticule:{name}")] = value?.DeepClone();
            }
        }

        return told;
    }
}
