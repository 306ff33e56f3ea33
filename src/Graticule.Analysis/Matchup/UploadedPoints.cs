using Graticule.Jobs;
using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Points;

namespace Graticule.Analysis.Matchup;

/// <summary>Points that were sent along, as a data set.</summary>
internal static class UploadedPoints
{
    /// <summary>Makes their table in the job's folder.</summary>
    /// <param name="path">Of the file: CSV, GeoJSON or the JSON of in-situ services, whatever its name.</param>
    /// <param name="input">Name of the input, which becomes the id of the data set.</param>
    /// <param name="folder">Of the job.</param>
    /// <exception cref="ProblemException">InvalidInput: the file holds no points that can be read.</exception>
    public static ObservationDataset Read(string path, string input, string folder)
    {
        var (named, table) = (Path.Combine(folder, input + ExtensionOf(path)), input + ".points");
        File.Delete(named);
        File.CreateSymbolicLink(named, Path.GetFullPath(path));
        try
        {
            var facts = PointFiles.Build(named, new DatasetLayout(), Path.Combine(folder, table));
            return facts.Rejected > 0
                ? throw new ProblemException(ProblemKind.InvalidInput, $"{facts.Rejected} of the points cannot be read: {facts.Faults[0]}.", $"/inputs/{input}")
                : new()
                {
                    Id = input,
                    Kind = DatasetKind.Points,
                    Folder = folder,
                    Variables = facts.Variables,
                    Platforms = facts.Platforms,
                    Granules = [new() { Path = named, Start = facts.Start, End = facts.End, Bounds = facts.Bounds, Count = facts.Count, Stamp = "", Table = table }],
                };
        }
        catch (ObservationFileException exception)
        {
            throw new ProblemException(new(ProblemKind.InvalidInput, $"The points {exception.Reason}.", $"/inputs/{input}"), exception);
        }
        finally
        {
            File.Delete(named);
        }
    }

    /// <summary>What begins with a bracket is JSON; nothing else does.</summary>
    private static string ExtensionOf(string path)
    {
        using var file = File.OpenText(path);
        int character;
        do
        {
            character = file.Read();
        }
        while (character is ' ' or '\t' or '\r' or '\n' or '\uFEFF');
        return character is '{' or '[' ? ".json" : ".csv";
    }
}
