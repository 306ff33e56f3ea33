namespace Graticule.Analysis.Change.Collections;

/// <summary>A file of segments that is being written. One thread uses it.</summary>
internal interface ISegmentFile : IDisposable
{
    void Add(FoundPixel pixel);

    /// <summary>The file is whole after this.</summary>
    void Finish();
}
