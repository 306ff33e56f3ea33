namespace Graticule.Analysis.Change.Store;

/// <summary>A registered algorithm.</summary>
/// <param name="Name">Any text, such as <c>lcmap-pyccd:2018.10.17</c>.</param>
/// <param name="Enabled">Whether chips are computed with it.</param>
/// <param name="InputsUrlTemplate">Mustache template of the address of a chip's inputs; knows <c>x</c>, <c>y</c>, <c>algorithm</c>, <c>now</c> and <c>refresh</c>.</param>
public sealed record StoredAlgorithm(string Name, bool Enabled, string InputsUrlTemplate);
