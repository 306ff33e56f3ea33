using System.Text;

namespace Graticule.Raster.Observations.Points;

/// <summary>Gathers observations in columns, and writes them as a <see cref="PointTable"/>. One thread uses it at a time.</summary>
public sealed class PointTableBuilder
{
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private readonly Dictionary<Platform, int> _platformIndexes = [];

    /// <summary>Rows that were added.</summary>
    public int Count => Times.Count;

    internal List<double> Latitudes { get; } = [];

    internal List<double> Longitudes { get; } = [];

    internal List<long> Times { get; } = [];

    internal List<double> Depths { get; } = [];

    internal List<Platform> Platforms { get; } = [];

    internal List<int> PlatformOf { get; } = [];

    internal SharedTextsBuilder Devices { get; } = new();

    internal SharedTextsBuilder Providers { get; } = new();

    internal SharedTextsBuilder Projects { get; } = new();

    internal SharedTextsBuilder Jobs { get; } = new();

    /// <summary>Of each row where its id begins in <see cref="MetaBytes"/>; empty while no row has one.</summary>
    internal List<long> MetaStarts { get; } = [];

    internal List<byte> MetaBytes { get; } = [];

    internal List<ObservedVariable> Variables { get; } = [];

    /// <summary>As long as the last row that has a value.</summary>
    internal List<List<double>> Values { get; } = [];

    /// <summary>The index of a variable, by its name; the first description of it holds.</summary>
    public int Variable(ObservedVariable variable)
    {
        if (!_indexes.TryGetValue(variable.Name, out var index))
        {
            index = Variables.Count;
            _indexes.Add(variable.Name, index);
            Variables.Add(variable);
            Values.Add([]);
        }

        return index;
    }

    /// <summary>Adds a row without values.</summary>
    /// <exception cref="ArgumentException">Its place is none.</exception>
    public void Add(in PointRow row)
    {
        if (row.Fault is { } fault)
        {
            throw new ArgumentException(fault, nameof(row));
        }

        Latitudes.Add(row.Latitude);
        Longitudes.Add(row.Longitude > 180 ? row.Longitude - 360 : row.Longitude);
        Times.Add(row.Time);
        Depths.Add(row.Depth);
        PlatformOf.Add(IndexOf(row.Platform));
        Devices.Add(row.Device);
        Providers.Add(row.Provider);
        Projects.Add(row.Project);
        Jobs.Add(row.Job);
        AddMeta(row.Meta);
    }

    /// <summary>Gives the row that was added last a value; NaN is null.</summary>
    public void Set(int variable, double value)
    {
        var values = Values[variable];
        var row = Count - 1;
        if (double.IsNaN(value))
        {
            return;
        }

        while (values.Count < row)
        {
            values.Add(double.NaN);
        }

        if (values.Count == row)
        {
            values.Add(value);
        }
        else
        {
            values[row] = value;
        }
    }

    /// <summary>Writes the table; it appears under its name whole or not at all.</summary>
    /// <param name="path">Of the file, which is replaced.</param>
    public void Write(string path) => PointTableWriter.Write(this, path);

    private int IndexOf(Platform platform)
    {
        // Neighbouring rows mostly have the same.
        if (PlatformOf.Count > 0 && ReferenceEquals(Platforms[PlatformOf[^1]], platform))
        {
            return PlatformOf[^1];
        }

        if (!_platformIndexes.TryGetValue(platform, out var index))
        {
            index = Platforms.Count;
            _platformIndexes.Add(platform, index);
            Platforms.Add(platform);
        }

        return index;
    }

    private void AddMeta(string? meta)
    {
        if (string.IsNullOrEmpty(meta))
        {
            if (MetaStarts.Count > 0)
            {
                MetaStarts.Add(MetaBytes.Count);
            }

            return;
        }

        while (MetaStarts.Count < Count - 1)
        {
            MetaStarts.Add(0);
        }

        MetaStarts.Add(MetaBytes.Count);
        Span<byte> bytes = meta.Length <= 128 ? stackalloc byte[512] : new byte[Encoding.UTF8.GetMaxByteCount(meta.Length)];
        MetaBytes.AddRange(bytes[..Encoding.UTF8.GetBytes(meta, bytes)]);
    }
}
