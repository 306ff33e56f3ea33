using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>An axis cut into blocks of equal size.</summary>
/// <param name="Source">The axis.</param>
/// <param name="Size">Pixels of a block.</param>
/// <param name="Pads">Whether a last block that is not full counts.</param>
/// <param name="FromLow">Whether the first full block is that of the lowest coordinates.</param>
internal sealed record BlockAxis(Dimension Source, int Size, bool Pads, bool FromLow)
{
    internal int Count => Pads ? (Source.Count + Size - 1) / Size : Source.Count / Size;

    /// <summary>Pixel of the axis at which a block begins; may lie beyond its ends.</summary>
    internal int Start(int block) => (block * Size) - (SticksToStart ? 0 : (Count * Size) - Source.Count);

    /// <summary>The axis of the blocks, labelled by their centres.</summary>
    internal Dimension ToDimension()
    {
        if (Source.Labels.IsRegular)
        {
            var centre = Source.Labels.Start + ((Start(0) + ((Size - 1) / 2.0)) * Source.Labels.Step);
            return Source with { Labels = LabelList.Regular(centre, Source.Labels.Step * Size, Count) };
        }

        return Source with { Labels = new(Enumerable.Range(0, Count).Select(CentreOf)) };
    }

    private bool SticksToStart
    {
        get
        {
            var rises = Source.Count > 1 ? Source.Labels[1].Number > Source.Labels[0].Number : Source.Labels.Step >= 0;
            return FromLow == rises;
        }
    }

    /// <summary>Mean of the labels that there are.</summary>
    private Label CentreOf(int block) =>
        Enumerable.Range(Start(block), Size).Where(pixel => pixel >= 0 && pixel < Source.Count).Average(pixel => Source.Labels[pixel].Number);
}
