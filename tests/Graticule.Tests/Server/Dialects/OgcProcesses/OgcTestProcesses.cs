using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Tests.Server.Dialects.OgcProcesses;

/// <summary>Processes that give what the echo process cannot: files, lists, failures of every kind.</summary>
internal static class OgcTestProcesses
{
    public static IReadOnlyList<IProcess> All { get; } = [new Pictures(), new Sizes(), new Failing(), new Slow(), new Strict(), new Folders()];

    /// <summary>The bytes of every picture.</summary>
    public static byte[] Picture { get; } = [0x89, .. "PNG, near enough"u8];

    private static JsonObject Schema(string text) => JsonNode.Parse(text)!.AsObject();

    /// <summary>A picture in the form asked for, several tiles of it, and a number.</summary>
    private sealed class Pictures : IProcess
    {
        public ProcessDescription Description { get; } = new()
        {
            Id = "pictures",
            Title = "Pictures <b>&",
            Inputs =
            [
                new("source", []) { Title = "Source", MinOccurs = 0, MaxOccurs = null, MediaTypes = ["image/tiff; application=geotiff", "text/plain"] },
                new("tiles", Schema("""{"type": "integer", "minimum": 0, "maximum": 9}""")) { Title = "Tiles", MinOccurs = 0 },
            ],
            Outputs =
            [
                new("picture", []) { Title = "Picture", MediaTypes = ["image/tiff; application=geotiff", "image/png"] },
                new("tiles", []) { Title = "Tiles", MinOccurs = 0, MaxOccurs = null, MediaTypes = ["image/png"] },
                new("mean", Schema("""{"type": "number"}""")) { Title = "Mean" },
            ],
        };

        public async Task RunAsync(JobContext job, CancellationToken cancellationToken)
        {
            var tiles = job.Inputs["tiles"]?.GetValue<int>() ?? 2;
            job.Log(LogLevel.Info, "first <script>line</script>");
            job.Report(0.5, "half");
            await WriteAsync(job, "picture", "picture.img", job.MediaTypeOf("picture") ?? "image/tiff; application=geotiff", cancellationToken);
            for (var tile = 0; tile < tiles; tile++)
            {
                await WriteAsync(job, "tiles", $"tile-{tile}.png", "image/png", cancellationToken);
            }

            if (job.Wants("mean"))
            {
                job.AddValue("mean", 0.25);
            }

            job.Log(LogLevel.Warning, "last line");
        }

        private static async Task WriteAsync(JobContext job, string output, string name, string mediaType, CancellationToken cancellationToken)
        {
            if (job.Wants(output))
            {
                await File.WriteAllBytesAsync(Path.Combine(job.Folder, name), Picture, cancellationToken);
                job.AddFile(output, name, mediaType);
            }
        }
    }

    /// <summary>The lengths of files, in bytes.</summary>
    private sealed class Sizes : IProcess
    {
        public ProcessDescription Description { get; } = new()
        {
            Id = "sizes",
            Title = "Sizes",
            Inputs = [new("files", []) { Title = "Files", MaxOccurs = null, MediaTypes = ["image/png", "text/plain"] }],
            Outputs = [new("sizes", Schema("""{"type": "array", "items": {"type": "integer"}}""")) { Title = "Sizes" }],
        };

        public Task RunAsync(JobContext job, CancellationToken cancellationToken)
        {
            var sizes = job.Inputs["files"]!.AsArray().Select(file => (JsonNode)new FileInfo(Path.Combine(job.Folder, file!.GetValue<string>())).Length);
            job.AddValue("sizes", new JsonArray([.. sizes]));
            return Task.CompletedTask;
        }
    }

    /// <summary>Fails with the kind of problem that its input names.</summary>
    private sealed class Failing : IProcess
    {
        public ProcessDescription Description { get; } = new()
        {
            Id = "failing",
            Title = "Failing",
            IsTrivial = true,
            Inputs = [new("kind", Schema("""{"type": "string"}""")) { Title = "Kind" }],
            Outputs = [new("out", []) { Title = "Nothing" }],
        };

        public Task RunAsync(JobContext job, CancellationToken cancellationToken) =>
            throw new ProblemException(Enum.Parse<ProblemKind>(job.Inputs["kind"]!.GetValue<string>()), "It went wrong.", "kind");
    }

    /// <summary>A folder with a catalog, and two folders of one output of which only one has a catalog.</summary>
    private sealed class Folders : IProcess
    {
        public ProcessDescription Description { get; } = new()
        {
            Id = "folders",
            Title = "Folders",
            Inputs = [new("from", []) { Title = "A folder", MinOccurs = 0, IsFolder = true }],
            Outputs =
            [
                new("stac", []) { Title = "Catalog", IsFolder = true },
                new("parts", []) { Title = "Parts", IsFolder = true, MinOccurs = 0, MaxOccurs = null },
            ],
        };

        public async Task RunAsync(JobContext job, CancellationToken cancellationToken)
        {
            await WriteAsync(job, "stac", ("catalog.json", """{"type": "Catalog", "links": [{"rel": "item", "href": "./a b/item.json"}]}"""), ("a b/item.json", "{}"), ("a b/x.tif", "II*"));
            job.AddFolder("stac", "stac", "catalog.json");
            await WriteAsync(job, "parts-0", ("catalog.json", "{}"));
            job.AddFolder("parts", "parts-0", "catalog.json");
            await WriteAsync(job, "parts-1", ("notes.txt", "hello"));
            job.AddFolder("parts", "parts-1");
        }

        private static async Task WriteAsync(JobContext job, string folder, params (string Name, string Text)[] files)
        {
            foreach (var (name, text) in files)
            {
                var path = Path.Combine(job.Folder, folder, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllTextAsync(path, text);
            }
        }
    }

    /// <summary>Runs until it is stopped.</summary>
    private sealed class Slow : IProcess
    {
        public ProcessDescription Description { get; } = new() { Id = "slow", Title = "Slow", Outputs = [new("out", []) { Title = "Nothing" }] };

        public Task RunAsync(JobContext job, CancellationToken cancellationToken)
        {
            job.Report(0.5, "half way");
            return Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }

    /// <summary>Its schemas have every keyword that the older form of descriptions cannot say.</summary>
    private sealed class Strict : IProcess
    {
        public ProcessDescription Description { get; } = new()
        {
            Id = "strict",
            Title = "Strict",
            IsTrivial = true,
            IsMutable = true,
            Inputs =
            [
                new("only", Schema("""{"const": 5, "examples": [5, 5], "x-unit": "m"}""")) { Title = "Only" },
                new("open", Schema("""{"type": ["number", "null"], "exclusiveMinimum": 0, "enum": [], "default": null}""")) { Title = "Open", MinOccurs = 0 },
                new("either", Schema("""{"oneOf": [{"$ref": "http://example.org/a.json"}, {"type": "string"}]}""")) { Title = "Either", MinOccurs = 0 },
                new("whole", Schema("""{"type": "object", "properties": {"p": {"type": ["integer", "string"]}}, "required": ["p"]}""")) { Title = "Whole", MinOccurs = 0 },
                new("listed", Schema("""{"type": "integer"}""")) { Title = "Listed", MinOccurs = 0, MaxOccurs = 3 },
            ],
            Outputs = [new("out", []) { Title = "Everything" }],
        };

        public Task RunAsync(JobContext job, CancellationToken cancellationToken)
        {
            job.AddValue("out", job.Inputs.DeepClone());
            return Task.CompletedTask;
        }
    }
}
