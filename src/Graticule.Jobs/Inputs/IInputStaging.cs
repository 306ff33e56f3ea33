using System.Text.Json.Nodes;
using Graticule.Jobs.Processes;

namespace Graticule.Jobs.Inputs;

/// <summary>Brings what a job refers to into its folder, before a worker starts.</summary>
public interface IInputStaging
{
    /// <summary>
    /// The job's inputs with every reference resolved: for a file parameter the path of a file below <paramref name="folder"/>,
    /// relative to it (<c>inputs/il-0.tif</c>); for a folder parameter the path of a folder there, with a <c>catalog.json</c> and all files
    /// that it speaks of; for any other the content, read as JSON or else as text, and checked against the schema.
    /// </summary>
    /// <exception cref="ProblemException">InvalidInput, Forbidden (not on the allow-list), TooLarge, NotFound, or Unavailable when trying again may help.</exception>
    Task<JsonObject> StageAsync(Job job, ProcessDescription process, string folder, CancellationToken cancellationToken);
}
