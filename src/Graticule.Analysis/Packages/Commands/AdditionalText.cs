using System.Text.Json;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages.Commands;

/// <summary>Additional parameters that are texts.</summary>
internal static class AdditionalText
{
    /// <summary>The first value of that name; null when there is none, or it is no text.</summary>
    public static string? Of(IReadOnlyList<AdditionalParameter> parameters, string name) =>
        parameters.FirstOrDefault(parameter => parameter.Name == name)?.Values is [{ } value, ..] && value.GetValueKind() is JsonValueKind.String
            ? value.GetValue<string>()
            : null;
}
