using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Graticule.Jobs.Files;
using Graticule.Jobs.Processes;

namespace Graticule.Jobs.Inputs;

/// <summary>Resolves references: remote ones through the fetcher, stored ones through the file store. Nothing remote ever names a file here.</summary>
public sealed class InputStaging(IFileStore files, InputFetcher fetcher, FolderLimits? limits = null) : IInputStaging
{
    private const int Parallel = 4;

    public async Task<JsonObject> StageAsync(Job job, ProcessDescription process, string folder, CancellationToken cancellationToken)
    {
        var inputs = (JsonObject)job.Spec.Inputs.DeepClone();
        var places = InputPlace.FindAll(inputs, process);
        if (places.Count == 0)
        {
            return inputs;
        }

        var into = Directory.CreateDirectory(Path.Combine(folder, "inputs")).FullName;
        using var slots = new SemaphoreSlim(Parallel);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ConcurrentBag<StagedInput> fetched = [];
        var staged = await Task.WhenAll(places.Select(async place =>
        {
            await slots.WaitAsync(stop.Token);
            try
            {
                return await StageOneAsync(job, place, into, fetched, stop.Token);
            }
            catch (ProblemException exception)
            {
                await stop.CancelAsync();
                throw place.Name(exception);
            }
            finally
            {
                slots.Release();
            }
        }));

        // Contents are checked while files are still references, which the check lets pass; the paths come last.
        Replace(places, staged, isPath: false);
        StagedContent.Check(process, job.Spec with { Inputs = inputs });
        Replace(places, staged, isPath: true);
        await StagedInputs.WriteAsync(folder, [.. fetched.OrderBy(input => input.Pointer, StringComparer.Ordinal)], cancellationToken);
        return inputs;
    }

    private static void Replace(IReadOnlyList<InputPlace> places, JsonNode?[] staged, bool isPath)
    {
        foreach (var (place, value) in places.Zip(staged).Where(pair => pair.First.IsPath == isPath))
        {
            place.Put(value);
        }
    }

    private async Task<JsonNode?> StageOneAsync(
        Job job, InputPlace place, string into, ConcurrentBag<StagedInput> fetched, CancellationToken cancellationToken)
    {
        var path = Path.Combine(into, place.FileName);
        if (place.Parameter.IsFolder)
        {
            await StageFolderAsync(job, place, path, fetched.Add, cancellationToken);
            return JsonValue.Create($"inputs/{place.FileName}");
        }

        string? mediaType = null;
        if (place.Reference.Href is { } url)
        {
            var content = await fetcher.FetchAsync(url, path, cancellationToken);
            fetched.Add(new(place.Pointer, content.Sha256, content.Length));
            mediaType = content.MediaType;
        }
        else
        {
            LinkStored(job, place.Reference.FileKey!, path);
        }

        if (!place.Parameter.IsFile)
        {
            return await StagedContent.ReadAsync(path, place, mediaType, cancellationToken);
        }

        var kind = ContentKind.Find(await StagedContent.HeadAsync(path, cancellationToken));
        if (kind is not null && !kind.Fits(place.Parameter.MediaTypes))
        {
            throw new ProblemException(
                ProblemKind.InvalidInput, $"The content is a {kind.Name}, and this input takes {string.Join(" or ", place.Parameter.MediaTypes)}.");
        }

        var named = path + (kind?.Extension ?? ".bin");
        File.Move(path, named);
        return JsonValue.Create($"inputs/{Path.GetFileName(named)}");
    }

    private async Task StageFolderAsync(Job job, InputPlace place, string path, Action<StagedInput> fetched, CancellationToken cancellationToken)
    {
        var reference = place.Reference;
        Directory.CreateDirectory(path);
        if (reference.FolderKey is not { } folder)
        {
            var stac = new StacStaging(fetcher, limits ?? new(), path, fetched, place.Pointer);
            await (reference.Href is { } address
                ? stac.StageAsync(address, cancellationToken)
                : stac.StageAsync(job, reference.FileKey!, LinkStored, cancellationToken));
            return;
        }

        var found = false;
        await foreach (var file in files.ListAsync(folder + "/", cancellationToken))
        {
            var target = Path.Combine(path, file.Key[(folder.Length + 1)..]);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            LinkStored(job, file.Key, target);
            found = true;
        }

        if (!found)
        {
            throw new ProblemException(ProblemKind.NotFound, $"There are no files in '{folder}' that this job may read.");
        }
    }

    /// <summary>A second name for a file of the store, which nobody writes to any more.</summary>
    private void LinkStored(Job job, string key, string path)
    {
        var stored = IsFor(job, key) ? files.FindPath(key) : null;
        if (stored is null)
        {
            throw new ProblemException(ProblemKind.NotFound, $"There is no file '{key}' that this job may read.");
        }

        try
        {
            File.SetUnixFileMode(stored, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
            HardLink.Make(stored, path);
        }
        catch (FileNotFoundException exception)
        {
            throw new ProblemException(new(ProblemKind.NotFound, $"The file '{key}' was removed before the job began."), exception);
        }
        catch (IOException exception)
        {
            throw new ProblemException(new(ProblemKind.Unavailable, $"The file '{key}' could not be put into the job's folder: {exception.Message}"), exception);
        }
    }

    /// <summary>Uploads belong to one owner. Results are checked by the dialect that writes the reference, and the other keys are nobody's secret.</summary>
    private static bool IsFor(Job job, string key) =>
        !key.StartsWith("uploads/", StringComparison.Ordinal) || key.StartsWith($"uploads/{job.Owner}/", StringComparison.Ordinal);
}
