using System.Text.Json;
using Graticule.Jobs;
using Graticule.Jobs.Files.Library;

namespace Graticule.Server.Dialects.Hpc.Files;

/// <summary>One file: shown, changed, deleted. What is not the caller's, and not shared with it, is not there.</summary>
internal static class FilePages
{
    private const int MostTags = 100;

    public static Task ShowAsync(HpcRequest request) => request.SendAsync(FileJson.Write(request, request.Parts.Library.Get(request.Owner, request.Route("id"))));

    /// <summary>Name, type and tags; members of other names are ignored.</summary>
    public static async Task ChangeAsync(HpcRequest request)
    {
        var library = request.Parts.Library;
        var stored = library.GetOwn(request.Owner, request.Route("id"));
        var input = await request.ReadAsync();
        var name = input.Has("name") ? ReadName(input) : null;
        var type = input.Text("typeId") is { } text ? FileTypes.Read(text) : stored.Type;
        if (type is null)
        {
            input.Refuse("typeId", FileTypes.Fault);
        }

        var tags = ReadTags(input);
        input.Faults.ThrowIfAny();
        var changed = await library.ChangeAsync(
            stored.Id, file => file with { Name = name ?? file.Name, Type = input.Has("typeId") ? type!.Value : file.Type, Tags = tags ?? file.Tags }, request.Aborted);
        await request.SendAsync(FileJson.Write(request, changed));
    }

    public static async Task DeleteAsync(HpcRequest request)
    {
        var file = request.Parts.Library.GetOwn(request.Owner, request.Route("id"));
        await request.Parts.Library.DeleteAsync([file.Id], CancellationToken.None);
        await request.SendAsync(StatusCodes.Status204NoContent);
    }

    private static string? ReadName(InputObject input)
    {
        var name = input.RequiredText("name", longest: 255);
        try
        {
            return name.Length == 0 ? null : WireNames.BaseName(name);
        }
        catch (ProblemException exception)
        {
            input.Refuse("name", exception.Message);
            return null;
        }
    }

    private static string[]? ReadTags(InputObject input)
    {
        if (input.Raw("userTags") is not { } tags)
        {
            return null;
        }

        if (tags.GetValueKind() == JsonValueKind.Array && tags.AsArray() is { Count: <= MostTags } list && list.All(tag => tag?.GetValueKind() == JsonValueKind.String))
        {
            return [.. list.Select(tag => tag!.GetValue<string>()).Distinct(StringComparer.Ordinal)];
        }

        input.Refuse("userTags", $"Expected a list of at most {MostTags} texts.");
        return null;
    }
}
