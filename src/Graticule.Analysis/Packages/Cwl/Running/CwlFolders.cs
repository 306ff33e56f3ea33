namespace Graticule.Analysis.Packages.Cwl.Running;

/// <summary>Where the parts of one run lie, all below the attempt's folder.</summary>
/// <param name="Attempt">The attempt's folder.</param>
internal sealed record CwlFolders(string Attempt)
{
    public string Root => Path.Combine(Attempt, "cwl");

    /// <summary>The staged inputs; read-only for whatever the package runs.</summary>
    public string Inputs => Path.Combine(Attempt, "inputs");

    /// <summary>The packed document.</summary>
    public string Document => Path.Combine(Root, "document.cwl");

    /// <summary>The input object.</summary>
    public string JobObject => Path.Combine(Root, "job.json");

    /// <summary>The output object.</summary>
    public string Summary => Path.Combine(Root, "summary.json");

    /// <summary>First on the path: the program that runs images.</summary>
    public string Programs => Path.Combine(Root, "bin");

    /// <summary>One small file for each image, whose text is where the image lies.</summary>
    public string Images => Path.Combine(Root, "images");

    /// <summary>Where steps work: their outputs and scratch files.</summary>
    public string Scratch => Path.Combine(Root, "scratch");

    /// <summary>The outputs of the whole.</summary>
    public string Outputs => Path.Combine(Root, "outputs");

    /// <summary>What each container said of itself when it ended, and what it printed.</summary>
    public string Records => Path.Combine(Root, "steps");

    /// <summary>What the runner printed.</summary>
    public string Log => Path.Combine(Attempt, "cwl.log");

    /// <summary>Empty: the runner looks for images in its working folder.</summary>
    public string Empty => Path.Combine(Root, "empty");

    public void Create()
    {
        foreach (var folder in new[] { Inputs, Programs, Images, Scratch, Outputs, Records, Empty })
        {
            Directory.CreateDirectory(folder);
        }
    }
}
