using System.Runtime.InteropServices;

namespace Graticule.Raster.Ard;

/// <summary>One layer of a chip on one day.</summary>
/// <param name="Layer">Of which layer.</param>
/// <param name="Day">Days since 1 January of year 1, which is 1.</param>
/// <param name="Files">Those that hold a part of the chip; later ones lie on top.</param>
public sealed record ArdLook(ArdLayer Layer, int Day, IReadOnlyList<ArdFile> Files)
{
    private const int Samples = ArdGrid.ChipPixels * ArdGrid.ChipPixels;

    public DateOnly Acquired => DateOnly.FromDayNumber(Day - 1);

    /// <summary>Reads the chip: 10,000 samples, row by row; where no file is, the layer's fill.</summary>
    /// <param name="chip">The chip's corner.</param>
    /// <param name="reader">How files are read.</param>
    /// <exception cref="ArdFileException">A file is not what it was, or damaged.</exception>
    public ushort[] Read(GridPoint chip, ArdReader reader)
    {
        var samples = new ushort[Samples];
        Read(chip, reader, samples);
        return samples;
    }

    /// <summary>The same as signed numbers.</summary>
    public short[] ReadNumbers(GridPoint chip, ArdReader reader)
    {
        var samples = new short[Samples];
        Read(chip, reader, MemoryMarshal.Cast<short, ushort>(samples.AsSpan()));
        return samples;
    }

    private void Read(GridPoint chip, ArdReader reader, Span<ushort> samples)
    {
        if (Files.Count != 1 || !CoversWhole(Files[0], chip))
        {
            samples.Fill(unchecked((ushort)Layer.Fill));
        }

        foreach (var file in Files)
        {
            reader.Read(file, chip, samples);
        }
    }

    private static bool CoversWhole(ArdFile file, GridPoint chip) =>
        chip.X >= file.Left && chip.Y <= file.Top
        && chip.X + ArdGrid.ChipSide <= file.Left + (file.Width * (long)ArdGrid.PixelSide)
        && chip.Y - ArdGrid.ChipSide >= file.Top - (file.Height * (long)ArdGrid.PixelSide);
}
