using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Graticule.Jobs;

namespace Graticule.Cli;

/// <summary>Turns whatever ended a command into words, one JSON document and an exit code.</summary>
internal static class Faults
{
    /// <summary>False for a defect of the program, which is to be seen with its stack.</summary>
    public static bool TryRead(Exception exception, [NotNullWhen(true)] out Ending? fault)
    {
        fault = exception switch
        {
            ProblemException { Problem: var problem } => new(ExitCode.Of(problem.Kind), problem),
            HttpRequestException unreachable => new(
                ExitCode.Unreachable, new(ProblemKind.Unavailable, $"The server cannot be reached: {unreachable.Message}")),
            OperationCanceledException => new(ExitCode.Interrupted, new(ProblemKind.Unavailable, "Interrupted.")),
            IOException or UnauthorizedAccessException => new(ExitCode.Unavailable, new(ProblemKind.Unavailable, exception.Message)),
            _ => null,
        };
        return fault is not null;
    }

    public static int Write(Ending ending, ParseResult parsed, TextWriter output, TextWriter error)
    {
        var (code, problem) = ending;
        error.WriteLine($"graticule: {problem.Message}");
        foreach (var fault in problem.Details ?? [])
        {
            error.WriteLine($"  {fault.Pointer}: {fault.Message}");
        }

        if (Answer.WantsJson(parsed))
        {
            Answer.WriteJson(output, Document(code, problem));
        }

        return code;
    }

    /// <summary>A command line that says nothing sensible.</summary>
    public static int WriteUse(ParseResult parsed, TextWriter output, TextWriter error)
    {
        var faults = parsed.Errors.Select(found => found.Message).Distinct(StringComparer.Ordinal).ToList();
        var message = $"{string.Join(' ', faults)} 'graticule {Path(parsed)}--help' lists what there is.";
        return Write(new(ExitCode.BadUse, new(ProblemKind.InvalidInput, message)), parsed, output, error);
    }

    private static JsonObject Document(int code, Problem problem) => new()
    {
        ["error"] = new JsonObject
        {
            ["exitCode"] = code,
            ["kind"] = problem.Kind.ToString(),
            ["message"] = problem.Message,
            ["faults"] = new JsonArray([.. (problem.Details ?? []).Select(fault =>
                new JsonObject { ["pointer"] = fault.Pointer, ["message"] = fault.Message })]),
        },
    };

    private static string Path(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var parent = command.Parents.OfType<Command>().FirstOrDefault();
        return (command, parent) switch
        {
            (RootCommand, _) => string.Empty,
            (_, null or RootCommand) => $"{command.Name} ",
            _ => $"{parent.Name} {command.Name} ",
        };
    }
}

/// <summary>How a command ended that did not do what it should.</summary>
internal sealed record Ending(int Code, Problem Problem);
