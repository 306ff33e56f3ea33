using Graticule.Jobs;
using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>Everything that can go wrong with a request to a map service, as faults with a status.</summary>
internal static class MapProblems
{
    /// <param name="exception">Of one of the three kinds.</param>
    /// <param name="codeOf">The service's exception code and parameter for a member of a request to the renderer.</param>
    public static MapFaultException Read(Exception exception, Func<string, (string? Code, string? Parameter)> codeOf)
    {
        switch (exception)
        {
            case MapFaultException known:
                return known;
            case MapRequestException refused:
                var (code, parameter) = codeOf(refused.Part);
                return new(code, refused.Message, parameter);
            case ProblemException problem:
                return new(code: null, problem.Message, problem.Problem.Subject, StatusOf(problem.Problem.Kind));
            default:
                throw new ArgumentException("Only faults of requests can be told.", nameof(exception));
        }
    }

    private static int StatusOf(ProblemKind kind) => kind switch
    {
        ProblemKind.NotFound => StatusCodes.Status404NotFound,
        ProblemKind.InvalidInput => StatusCodes.Status400BadRequest,
        ProblemKind.Unsupported => StatusCodes.Status501NotImplemented,
        ProblemKind.Conflict => StatusCodes.Status409Conflict,
        ProblemKind.Forbidden => StatusCodes.Status403Forbidden,
        ProblemKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ProblemKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
