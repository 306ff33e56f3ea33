using System.Text.Json.Nodes;
using Graticule.Jobs.Saved;
using Graticule.Server.Dialects.Hpc.Sharing;

namespace Graticule.Server.Dialects.Hpc.Jobs.Labels;

/// <summary>Tags of jobs and files: bare lists, as the original has them. The same words are <c>userTags</c> of the job or file.</summary>
internal static class TagPages
{
    private const int LongestName = 100;
    private const int MostTags = 100;

    public static Task ListOfJobAsync(HpcRequest request) => request.SendAsync(Write(TagsOf(JobAccess.See(request))));

    public static async Task AddToJobAsync(HpcRequest request)
    {
        var name = await ReadAsync(request);
        await JobAccess.ChangeAsync(request, job => With(job, Add(TagsOf(job), name)));
        await request.SendAsync(TagName.Write(name), StatusCodes.Status201Created);
    }

    public static async Task RemoveFromJobAsync(HpcRequest request)
    {
        var name = await ReadAsync(request);
        await JobAccess.ChangeAsync(request, job => With(job, Remove(TagsOf(job), name)));
        await request.SendAsync(StatusCodes.Status204NoContent);
    }

    public static Task ListOfFileAsync(HpcRequest request) => request.SendAsync(Write(request.Parts.Library.Get(request.Owner, request.Route("id")).Tags));

    public static async Task AddToFileAsync(HpcRequest request)
    {
        var name = await ReadAsync(request);
        var file = request.Parts.Library.GetOwn(request.Owner, request.Route("id"));
        await request.Parts.Library.ChangeAsync(file.Id, found => found with { Tags = Add(found.Tags, name) }, request.Aborted);
        await request.SendAsync(TagName.Write(name), StatusCodes.Status201Created);
    }

    public static async Task RemoveFromFileAsync(HpcRequest request)
    {
        var name = await ReadAsync(request);
        var file = request.Parts.Library.GetOwn(request.Owner, request.Route("id"));
        await request.Parts.Library.ChangeAsync(file.Id, found => found with { Tags = Remove(found.Tags, name) }, request.Aborted);
        await request.SendAsync(StatusCodes.Status204NoContent);
    }

    private static async Task<string> ReadAsync(HpcRequest request)
    {
        var input = await request.ReadAsync();
        var name = input.RequiredText("name", LongestName).Trim();
        if (input.Faults.Count == 0 && TagName.Normalise(name).Length == 0)
        {
            input.Refuse("name", "A tag needs a letter or a digit.");
        }

        input.Faults.ThrowIfAny();
        return name;
    }

    private static string[] Add(IReadOnlyList<string> tags, string name) => tags switch
    {
        _ when tags.Any(tag => TagName.IsSame(tag, name)) => [.. tags],
        { Count: >= MostTags } => throw HpcErrors.Field("/name", $"There are {Digits.Of(MostTags)} tags already; that is the most."),
        _ => [.. tags, name],
    };

    /// <exception cref="HpcException">404: it is not there.</exception>
    private static string[] Remove(IReadOnlyList<string> tags, string name) =>
        tags.Any(tag => TagName.IsSame(tag, name)) ? [.. tags.Where(tag => !TagName.IsSame(tag, name))] : throw HpcErrors.NotFound;

    private static string[] TagsOf(SavedJob job) => [.. (job.Content["userTags"] as JsonArray ?? []).OfType<JsonValue>().Select(tag => tag.ToString())];

    private static SavedJob With(SavedJob job, string[] tags)
    {
        var content = job.Content.DeepClone().AsObject();
        content["userTags"] = new JsonArray([.. tags.Select(tag => JsonValue.Create(tag))]);
        return job with { Content = content };
    }

    private static JsonArray Write(IEnumerable<string> tags) => [.. tags.Select(TagName.Write)];
}
