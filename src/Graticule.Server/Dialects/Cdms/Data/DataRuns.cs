using System.IO.Compression;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Files;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.Cdms.Data;

/// <summary>
/// Answers a request by a process while the caller waits. It is a job like any other, under the caller's name; it ends when the caller goes away,
/// and is gone when the answer is sent.
/// </summary>
internal sealed class DataRuns(JobEngine engine, IFileStore files)
{
    /// <summary>Runs a process with one output and sends it.</summary>
    /// <param name="context">The request; what its answer is called is set already.</param>
    /// <param name="spec">What to run.</param>
    /// <param name="mediaType">Of the answer.</param>
    /// <param name="isPacked">Whether the answer is a gzip file.</param>
    /// <exception cref="ProblemException">The process failed.</exception>
    public async Task SendAsync(HttpContext context, JobSpec spec, string mediaType, bool isPacked = false)
    {
        var caller = context.Caller();
        var job = await RunAsync(caller, spec, context.RequestAborted);
        try
        {
            if (job.State != JobState.Succeeded)
            {
                throw new ProblemException(job.Problem ?? new(ProblemKind.Unavailable, "The work was ended before it was done; the request may be tried again."));
            }

            await SendAsync(context, job.Outputs[0], mediaType, isPacked);
        }
        finally
        {
            await engine.RemoveAsync(caller.Subject, job.Id, CancellationToken.None);
        }
    }

    private async Task<Job> RunAsync(Caller caller, JobSpec spec, CancellationToken cancellationToken)
    {
        var job = await engine.SubmitAsync(caller.Subject, Words.Dialect, spec, cancellationToken);
        try
        {
            return await engine.WaitAsync(caller.Subject, job.Id, Timeout.InfiniteTimeSpan, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Nobody is there any more to take what it would give.
            await DiscardAsync(job);
            throw;
        }
    }

    private async Task DiscardAsync(Job job)
    {
        try
        {
            await engine.CancelAsync(job.Owner, job.Id, CancellationToken.None);
        }
        catch (ProblemException exception) when (exception.Problem.Kind == ProblemKind.Conflict)
        {
            // It has ended, perhaps just now.
        }

        await engine.RemoveAsync(job.Owner, job.Id, CancellationToken.None);
    }

    private async Task SendAsync(HttpContext context, JobOutput output, string mediaType, bool isPacked)
    {
        if (output.FileKey is null)
        {
            await Wire.SendAsync(context, output.Value);
            return;
        }

        await using var content = await files.OpenAsync(output.FileKey, context.RequestAborted)
            ?? throw new ProblemException(ProblemKind.Unavailable, "The answer was removed before it was sent; the request may be tried again.");
        context.Response.ContentType = mediaType;
        if (isPacked)
        {
            await using var packed = new GZipStream(context.Response.Body, CompressionLevel.Fastest, leaveOpen: true);
            await content.CopyToAsync(packed, context.RequestAborted);
            return;
        }

        context.Response.ContentLength = content.Length;
        await content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
