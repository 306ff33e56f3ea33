using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Graticule.Jobs.Processes;

/// <summary>
/// The way from the root of a request to the value under check, and the faults met on it. Allocates only once a fault is met, or
/// below a handful of levels: a struct that is passed by reference.
/// </summary>
/// <param name="root">Pointer to where the walk begins.</param>
/// <param name="isQuiet">Count faults only: for alternatives, of which all but one may fail.</param>
internal struct Walk(string root, bool isQuiet)
{
    [SuppressMessage("Minor Code Smell", "S3459", Justification = "An inline array is filled by index.")]
    private Trail _trail;

    private List<Fault>? _faults;
    private List<string>? _deep;

    public int Count { get; private set; }

    public readonly IReadOnlyList<Fault> Faults => _faults ?? (IReadOnlyList<Fault>)[];

    private int Depth { get; set; }

    public void Enter(string name)
    {
        if (Depth < Trail.Length)
        {
            _trail[Depth] = name;
        }
        else
        {
            (_deep ??= []).Add(name);
        }

        Depth++;
    }

    public void Leave()
    {
        Depth--;
        if (Depth >= Trail.Length)
        {
            _deep!.RemoveAt(_deep.Count - 1);
        }
    }

    /// <summary>Counts a fault, and says whether anybody wants to read about it.</summary>
    public bool Fails()
    {
        Count++;
        return !isQuiet;
    }

    /// <summary>Records the fault that was counted.</summary>
    public void Add(string message) => (_faults ??= []).Add(new(Pointer(), message));

    public static string Index(int index) => index.ToString(CultureInfo.InvariantCulture);

    private readonly string Pointer()
    {
        var pointer = new StringBuilder(root);
        for (var level = 0; level < Depth; level++)
        {
            var name = level < Trail.Length ? _trail[level] : _deep![level - Trail.Length];
            pointer.Append('/').Append(name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
        }

        return pointer.ToString();
    }

    [InlineArray(Length)]
    private struct Trail
    {
        public const int Length = 6;

        [SuppressMessage("Major Code Smell", "S1144", Justification = "It gives the inline array its type.")]
        private string _first;
    }
}
