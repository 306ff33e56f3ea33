using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages.Cwl.Running;

/// <summary>Turns the output object of a CWL process into the job's outputs: files and folders, and values as they are.</summary>
/// <param name="Job">Gets the outputs.</param>
/// <param name="Folders">The runner left files in its outputs.</param>
internal sealed record CwlOutputs(JobContext Job, CwlFolders Folders)
{
    /// <param name="summary">The output object.</param>
    /// <param name="outputs">The process's outputs.</param>
    /// <exception cref="ProblemException">ProcessFailed when the runner names a file that it did not leave.</exception>
    public void Add(JsonObject summary, IReadOnlyList<Parameter> outputs)
    {
        foreach (var output in outputs.Where(output => Job.Wants(output.Name)))
        {
            var value = summary[output.Name];
            if (value is JsonArray list && IsStaged(list))
            {
                for (var index = 0; index < list.Count; index++)
                {
                    AddOne(output, list[index], index);
                }
            }
            else
            {
                AddOne(output, value, index: null);
            }
        }
    }

    private void AddOne(Parameter output, JsonNode? value, int? index)
    {
        switch (value)
        {
            case null when output.MinOccurs == 0 || index is not null:
                break;
            case JsonObject found when PackedProcess.Text(found["class"]) == "File":
                AddFile(output, found, index);
                break;
            case JsonObject found when PackedProcess.Text(found["class"]) == "Directory":
                AddFolder(output, found, index);
                break;
            case JsonArray list when output.IsList:
                foreach (var item in list)
                {
                    Job.AddValue(output.Name, Plain(item));
                }

                break;
            default:
                Job.AddValue(output.Name, Plain(value));
                break;
        }
    }

    private void AddFile(Parameter output, JsonObject file, int? index)
    {
        var source = PathOf(output, file);
        var name = NameOf(output, index) + Path.GetExtension(source);
        if (!File.Exists(source))
        {
            throw Missing(output, file);
        }

        File.Move(source, Path.Combine(Folders.Attempt, name));
        var asked = Job.MediaTypeOf(output.Name);
        Job.AddFile(output.Name, name, asked is not null and not "application/octet-stream" ? asked : MediaType(name, output));
    }

    private void AddFolder(Parameter output, JsonObject folder, int? index)
    {
        var (source, name) = (PathOf(output, folder), NameOf(output, index));
        var target = Path.Combine(Folders.Attempt, name);
        if (!Directory.Exists(source))
        {
            throw Missing(output, folder);
        }

        Directory.Move(source, target);
        Job.AddFolder(output.Name, name, StacRoot.Find(target));
    }

    /// <summary>A plain path below the runner's outputs, whatever it says.</summary>
    private string PathOf(Parameter output, JsonObject file)
    {
        var location = PackedProcess.Text(file["path"]) ?? (Uri.TryCreate(PackedProcess.Text(file["location"]), UriKind.Absolute, out var address) ? address.LocalPath : "");
        var path = Path.GetFullPath(location, Folders.Outputs);
        var isInside = path.StartsWith(Folders.Outputs + "/", StringComparison.Ordinal);
        for (var part = path; isInside && part.Length > Folders.Outputs.Length; part = Path.GetDirectoryName(part)!)
        {
            isInside = new FileInfo(part).LinkTarget is null;
        }

        return isInside ? path : throw Missing(output, file);
    }

    private static string NameOf(Parameter output, int? index)
    {
        var plain = string.Concat(output.Name.Take(80).Select(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_' ? sign : '_'));
        return index is { } place ? $"out-{plain}-{place}" : $"out-{plain}";
    }

    private static bool IsStaged(JsonArray list) => list.Any(item => item is JsonObject found && PackedProcess.Text(found["class"]) is "File" or "Directory");

    /// <summary>A record that is one text is that text, as it was on the way in.</summary>
    private static JsonNode? Plain(JsonNode? value) =>
        value is JsonObject { Count: 1 } record && record["value"] is JsonValue text && PackedProcess.Text(text) is not null ? text.DeepClone() : value?.DeepClone();

    private static string MediaType(string name, Parameter output) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".tif" or ".tiff" => "image/tiff; application=geotiff",
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".json" => "application/json",
        ".geojson" => "application/geo+json",
        ".txt" or ".log" => "text/plain",
        ".csv" => "text/csv",
        ".nc" => "application/x-netcdf",
        ".zip" => "application/zip",
        _ => output.MediaTypes.Count > 0 ? output.MediaTypes[0] : "application/octet-stream",
    };

    private static ProblemException Missing(Parameter output, JsonObject file) =>
        new(ProblemKind.ProcessFailed, $"The package gave '{PackedProcess.Text(file["basename"])}' as its output '{output.Name}', but that is not among the files that it left.", output.Name);
}
