using Graticule.Jobs.Processes;

namespace Graticule.Jobs.Execution;

/// <summary>One run of one process, whatever it does, becomes a report.</summary>
public static class Attempt
{
    /// <exception cref="OperationCanceledException">The token fired; there is nothing to report.</exception>
    public static Task<JobReport> RunAsync(IProcess process, JobContext context, CancellationToken cancellationToken) =>
        RunAsync(process, _ => Task.FromResult(context), cancellationToken);

    /// <summary>Runs it once its context is there; what goes wrong on the way is reported too.</summary>
    public static async Task<JobReport> RunAsync(IProcess process, Func<CancellationToken, Task<JobContext>> prepare, CancellationToken cancellationToken)
    {
        try
        {
            var context = await prepare(cancellationToken);
            await process.RunAsync(context, cancellationToken);
            return new(Problem: null, context.Outputs);
        }
        catch (ProblemException exception)
        {
            return new(exception.Problem, []);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (IOException exception)
        {
            return new(new(ProblemKind.Unavailable, $"Reading or writing a file failed: {exception.Message}"), []);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return new(new(ProblemKind.ProcessFailed, $"The process '{process.Description.Id}' failed: {exception.Message}"), []);
        }
    }
}

/// <summary>How an attempt ended.</summary>
/// <param name="Problem">Null for success.</param>
/// <param name="Outputs">Values, and names of files in the attempt's folder.</param>
public sealed record JobReport(Problem? Problem, IReadOnlyList<JobOutput> Outputs);
