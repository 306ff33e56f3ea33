using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs;

/// <summary>The arguments of one call, defaults of the definition filled in. What is missing or of a wrong kind is told by parameter.</summary>
/// <param name="ProcessId">The process that is called.</param>
/// <param name="Values">By parameter name.</param>
/// <param name="Run">The evaluation that the call is a part of.</param>
public sealed record Arguments(string ProcessId, IReadOnlyDictionary<string, object?> Values, GraphRun Run)
{
    /// <summary>An argument of any kind; null for nodata, JSON null, or an optional argument that was left out.</summary>
    public object? this[string name] => Values.GetValueOrDefault(name);

    public bool Has(string name) => Values.ContainsKey(name);

    /// <exception cref="GraphException">The argument is absent, null or something else.</exception>
    public T Get<T>(string name) => this[name] is T value ? value : throw Wrong(name, Nouns.Of(typeof(T)));

    /// <summary>The argument, or the default where it is absent or null.</summary>
    /// <exception cref="GraphException">The argument is something else.</exception>
    public T Get<T>(string name, T otherwise) => this[name] switch
    {
        null => otherwise,
        T value => value,
        _ => throw Wrong(name, Nouns.Of(typeof(T))),
    };

    public Cube Cube(string name = "data") => Get<Cube>(name);

    public double Number(string name) => Get<double>(name);

    public string Text(string name) => Get<string>(name);

    /// <summary>A whole number.</summary>
    public int Integer(string name) => this[name] is double number && number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue
        ? (int)number
        : throw Wrong(name, "a whole number");

    public Callback Callback(string name) => Get<Callback>(name);

    /// <summary>A fault of one argument, as <c>ProcessParameterInvalid</c>.</summary>
    public GraphException Wrong(string name, string expected) => new(
        Values.ContainsKey(name) ? "ProcessParameterInvalid" : "ProcessParameterRequired",
        $"The parameter '{name}' of '{ProcessId}' must be {expected}, not {Nouns.Of(this[name])}.")
    {
        Parameter = name,
    };
}
