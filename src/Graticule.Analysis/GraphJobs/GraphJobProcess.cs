using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Analysis.Graphs;
using Graticule.Analysis.Graphs.Udf;
using Graticule.Jobs;
using Graticule.Jobs.Processes;
using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;

namespace Graticule.Analysis.GraphJobs;

/// <summary>The process <c>process-graph</c>: a process graph of openEO over data cubes.</summary>
public sealed class GraphJobProcess : IProcess
{
    public ProcessDescription Description => GraphDescription.Description;

    /// <inheritdoc/>
    /// <remarks>A graph of the right form may run into faults of its arguments; where the form is wrong, all that is wrong is told.</remarks>
    public IReadOnlyList<Fault> Check(JobSpec spec)
    {
        var process = spec.Inputs[GraphDescription.Process] as JsonObject;
        try
        {
            if (process is not null)
            {
                GraphParser.Parse(process["process_graph"]);
            }

            return [];
        }
        catch (GraphException exception)
        {
            const string Graph = $"/inputs/{GraphDescription.Process}/process_graph";
            var all = GraphFaults.FindAll(process!, spec.Inputs[GraphDescription.Processes] as JsonObject);
            return all.Count > 0 ? [.. all.Select(fault => fault with { Pointer = Graph + fault.Pointer })] : [new(Graph, exception.Message)];
        }
    }

    /// <summary>On a thread of its own: the evaluation computes, and waits for threads that compute.</summary>
    public Task RunAsync(JobContext job, CancellationToken cancellationToken) => Task.Factory.StartNew(
        () => Run(job, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void Run(JobContext job, CancellationToken cancellationToken)
    {
        try
        {
            var began = Stopwatch.GetTimestamp();
            var order = GraphOrder.Read(job.Inputs);
            var collections = GraphWorld.CatalogOf(job.Settings);
            using var kept = KeptCubes.Of(job, order, collections);
            Run(order, GraphWorld.Of(order, job, collections, kept, cancellationToken), job, began);
        }
        catch (GraphException exception)
        {
            job.Log(LogLevel.Error, exception.Message, GraphFaults.ToData(exception));
            throw new ProblemException(GraphFaults.ToProblem(exception), exception);
        }
        catch (Exception exception) when (exception is CubeException or RasterFileException or GdalException)
        {
            job.Log(LogLevel.Error, exception.Message, new() { ["code"] = GraphFaults.Internal });
            throw new ProblemException(new(ProblemKind.ProcessFailed, exception.Message, GraphFaults.Internal), exception);
        }
    }

    private static void Run(GraphOrder order, GraphServices services, JobContext job, long began)
    {
        try
        {
            var value = GraphEvaluator.EvaluateAll(order.Graph, order.Parameters, new(services));
            var estimate = GraphEstimate.Of(services.Results, services.Threads);
            if (job.Inputs[GraphDescription.Estimate]?.GetValueKind() == JsonValueKind.True)
            {
                job.AddValue(GraphDescription.Value, estimate.Write());
                return;
            }

            if (services.Results.Count == 0)
            {
                job.AddValue(GraphDescription.Value, JsonValues.Write(value));
                return;
            }

            ResultFolder.Write(services, estimate, job, began);
        }
        finally
        {
            UdfPool.End(services);
        }
    }
}
