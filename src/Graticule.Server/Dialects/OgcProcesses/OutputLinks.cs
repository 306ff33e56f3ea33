using Graticule.Jobs;
using Graticule.Server.Maps;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>Where an output that goes by reference is found.</summary>
internal readonly record struct OutputLink(string Href, string Type);

/// <summary>The addresses of a job's outputs: of the map for those that were asked for as a picture, of the output itself for all others.</summary>
internal sealed class OutputLinks(Job job, Root root)
{
    private readonly Dictionary<JobOutput, OutputLink> _maps = new(ReferenceEqualityComparer.Instance);

    /// <summary>Looks for maps of the outputs that are to be shown as pictures.</summary>
    public static async Task<OutputLinks> FindAsync(
        Job job, Root root, Presentation presentation, IEnumerable<OutputGroup> groups, MapLinks maps, CancellationToken cancellationToken)
    {
        var links = new OutputLinks(job, root);
        if (presentation.Pictures.Count == 0)
        {
            return links;
        }

        foreach (var item in groups.SelectMany(group => group.Items))
        {
            if (presentation.Pictures.TryGetValue(item.Name, out var mediaType))
            {
                await links.AddAsync(item, mediaType, maps, cancellationToken);
            }
        }

        return links;
    }

    /// <summary>Looks for maps of all outputs that can have one.</summary>
    public static async Task<OutputLinks> FindAllAsync(Job job, Root root, MapLinks maps, CancellationToken cancellationToken)
    {
        var links = new OutputLinks(job, root);
        foreach (var item in job.Outputs)
        {
            if (AcceptHeader.Essence(item.MediaType).Equals(MediaTypes.Tiff, StringComparison.OrdinalIgnoreCase))
            {
                await links.AddAsync(item, "image/png", maps, cancellationToken);
            }
        }

        return links;
    }

    /// <summary>Null for an output that is not shown as a map.</summary>
    public OutputLink? MapOf(JobOutput item) => _maps.TryGetValue(item, out var map) ? map : null;

    /// <param name="item">The output.</param>
    /// <param name="index">Place in the output's list; null when it is no list.</param>
    public OutputLink Of(JobOutput item, int? index)
    {
        var id = job.Id.ToString();
        if (item.FolderKey is not null)
        {
            return new(root.MainFile(job, item), item.MediaType);
        }

        return MapOf(item) ?? new(index is { } place ? root.Output(id, item.Name, place) : root.Output(id, item.Name), item.MediaType);
    }

    private async Task AddAsync(JobOutput item, string mediaType, MapLinks maps, CancellationToken cancellationToken)
    {
        if (item is { FileKey: { } key, FolderKey: null }
            && await maps.FindAsync(new(root.Server), key, item.Name, item.MediaType, cancellationToken) is { } map)
        {
            _maps[item] = new(map.Picture(mediaType), mediaType);
        }
    }
}
