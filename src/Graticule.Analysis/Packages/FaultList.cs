using Graticule.Jobs;

namespace Graticule.Analysis.Packages;

/// <summary>Everything that is wrong with a package, found on one way through it.</summary>
public sealed class FaultList
{
    /// <summary>A package with more faults than this is no package.</summary>
    private const int Most = 200;

    private readonly List<Fault> _faults = [];

    public IReadOnlyList<Fault> Faults => _faults;

    public void Add(string pointer, string message) => Add(new Fault(pointer, message));

    public void Add(Fault fault)
    {
        if (_faults.Count < Most && !_faults.Contains(fault))
        {
            _faults.Add(fault);
        }
    }

    public void Add(IEnumerable<Fault> faults)
    {
        foreach (var fault in faults)
        {
            Add(fault);
        }
    }

    /// <exception cref="ProblemException">InvalidInput with every fault, when there is one.</exception>
    public void ThrowIfAny(string what)
    {
        if (_faults.Count > 0)
        {
            var message = _faults.Count == 1 ? $"{what}: {_faults[0].Message}" : $"{what}; there are {_faults.Count} faults, and each is listed.";
            throw new ProblemException(new(ProblemKind.InvalidInput, message, _faults[0].Pointer, _faults));
        }
    }

    /// <summary>Pointer to a member or an item.</summary>
    public static string Below(string pointer, string name) =>
        $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}
