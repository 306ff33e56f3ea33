using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages.Formats;

/// <summary>Reads one kind of execution unit.</summary>
internal interface IUnitReader
{
    bool Takes(JsonObject unit);

    /// <summary>What the unit and the description say together; null after a fault.</summary>
    Task<PackageDraft?> ReadAsync(UnitText unit, PackageRequest request, FaultList faults, CancellationToken cancellationToken);
}

/// <summary>One execution unit of a package.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Pointer">Where it stands in the package.</param>
/// <param name="Description">The process description that came with it; null: none.</param>
/// <param name="DescriptionPointer">Where that stands.</param>
internal sealed record UnitText(JsonObject Unit, string Pointer, JsonObject? Description, string DescriptionPointer);
