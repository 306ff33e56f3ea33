namespace Graticule.Analysis.Change.Ccdc;

/// <summary>What <see cref="ChangeModel.CurveQa"/> says of fits other than those of segments.</summary>
/// <param name="Start">Of what lies before the first segment.</param>
/// <param name="End">Of what lies after the last one.</param>
/// <param name="FewClear">Of all observations, where few are clear.</param>
/// <param name="Snow">Of all observations, where most are snow.</param>
public sealed record CurveCodes(int Start = 14, int End = 24, int FewClear = 44, int Snow = 54);
