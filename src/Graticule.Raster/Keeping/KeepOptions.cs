namespace Graticule.Raster.Keeping;

/// <summary>When work begins to keep its windows, and when it ends to.</summary>
/// <param name="After">How long the work runs before: what is over sooner costs nothing.</param>
/// <param name="MostBytes">Bound of all files in the folder together; no more is kept then, nor more than a quarter of the room on the disk. 0: nothing is.</param>
public sealed record KeepOptions(TimeSpan After, long MostBytes)
{
    /// <summary>Told what earlier runs kept, and why nothing more is kept.</summary>
    public Action<string>? Say { get; init; }

    /// <summary>Tells how long the work has run.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
