namespace Graticule.Raster.Expressions;

/// <summary>
/// Reads the language of OTB's BandMath: muParser 2.3's operators and functions with OTB's additions, all listed in
/// <see cref="Vocabulary"/>. It differs in two ways: an assignment, on which OTB 8.1 crashes, is refused, and asinh
/// is right far below zero, where muParser's formula gives NaN.
/// </summary>
public sealed class ExpressionParser
{
    /// <summary>Most characters of an expression.</summary>
    public const int MostCharacters = 16_384;

    /// <summary>Most numbers, names and operations of an expression.</summary>
    public const int MostNodes = 2_000;

    /// <summary>Most parentheses, signs and conditions inside each other.</summary>
    public const int MostDepth = 200;

    private static readonly Dictionary<string, FunctionWord> Functions =
        Vocabulary.Functions.ToDictionary(f => f.Name, StringComparer.Ordinal);

    private static readonly Dictionary<string, ConstantWord> Constants =
        Vocabulary.Constants.ToDictionary(c => c.Name, StringComparer.Ordinal);

    private static readonly Dictionary<string, Operation> Comparisons = new(StringComparer.Ordinal)
    {
        ["<"] = Operation.Less,
        ["<="] = Operation.LessOrEqual,
        [">"] = Operation.Greater,
        [">="] = Operation.GreaterOrEqual,
        ["=="] = Operation.Equal,
        ["!="] = Operation.NotEqual,
    };

    private readonly List<Token> _tokens;
    private readonly Func<string, string?> _complain;
    private int _next;
    private int _nodes;
    private int _depth;

    private ExpressionParser(List<Token> tokens, Func<string, string?> complain)
    {
        _tokens = tokens;
        _complain = complain;
    }

    /// <summary>Reads one expression, or several separated by commas, of which the last is the result.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="complain">
    /// Says whether a name is that of a variable: null if so, else a sentence for the user about what there is instead.
    /// </param>
    /// <exception cref="ExpressionException">The text is not such an expression.</exception>
    public static Expression Parse(string text, Func<string, string?> complain)
    {
        if (text.Length > MostCharacters)
        {
            throw new ExpressionException(
                MostCharacters + 1, $"the expression is {text.Length} characters long; at most {MostCharacters} are read.");
        }

        var parser = new ExpressionParser(Tokenizer.Cut(text), complain);
        if (parser.Current.Kind is TokenKind.End)
        {
            throw new ExpressionException(1, "the expression is empty; write something like im1b1 * 2.");
        }

        var result = parser.Ternary();
        while (parser.Take(","))
        {
            result = parser.Ternary();
        }

        return parser.Current.Kind is TokenKind.End ? result : throw parser.Misplaced();
    }

    private Token Current => _tokens[_next];

    private bool Take(string symbol)
    {
        var taken = Current.Is(symbol);
        _next += taken ? 1 : 0;
        return taken;
    }

    private Expression Ternary()
    {
        var condition = Disjunction();
        var question = Current;
        if (!Take("?"))
        {
            return condition;
        }

        Enter(question);
        var then = Ternary();
        if (!Take(":"))
        {
            throw new ExpressionException(
                Current.Column, $"the condition begun at column {question.Column} needs ': value' here, as in a > b ? 1 : 0.");
        }

        var otherwise = Ternary();
        _depth--;
        return Make(Operation.Select, question, condition, then, otherwise);
    }

    private Expression Disjunction()
    {
        var left = Conjunction();
        while (Current.Is("||") || Current.IsWord("or") || Current.IsWord("and"))
        {
            var word = _tokens[_next++];
            var right = Conjunction();
            var operation = word.Text == "and" ? Operation.And : Operation.Or;
            left = word.Kind is TokenKind.Symbol
                ? Make(operation, word, left, right)
                : Make(operation, word, Whole(word, left), Whole(word, right));
        }

        return left;
    }

    /// <summary>OTB's words look at the whole part of a number only: 0.5 is false to them.</summary>
    private Expression Whole(Token word, Expression operand) =>
        operand is Call { Operation: >= Operation.Less and <= Operation.Or } ? operand : Make(Operation.Truncate, word, operand);

    private Expression Conjunction()
    {
        var left = Comparison();
        while (Current.Is("&&"))
        {
            var symbol = _tokens[_next++];
            left = Make(Operation.And, symbol, left, Comparison());
        }

        return left;
    }

    private Expression Comparison()
    {
        var left = Sum();
        while (Current.Kind is TokenKind.Symbol && Comparisons.TryGetValue(Current.Text, out var operation))
        {
            var symbol = _tokens[_next++];
            left = Make(operation, symbol, left, Sum());
        }

        return left;
    }

    private Expression Sum()
    {
        var left = Product();
        while (Current.Is("+") || Current.Is("-"))
        {
            var symbol = _tokens[_next++];
            left = Make(symbol.Text == "+" ? Operation.Add : Operation.Subtract, symbol, left, Product());
        }

        return left;
    }

    private Expression Product()
    {
        var left = Signed();
        while (Current.Is("*") || Current.Is("/"))
        {
            var symbol = _tokens[_next++];
            left = Make(symbol.Text == "*" ? Operation.Multiply : Operation.Divide, symbol, left, Signed());
        }

        return left;
    }

    private Expression Signed()
    {
        var sign = Current;
        if (!sign.Is("+") && !sign.Is("-"))
        {
            return Power();
        }

        _next++;
        if (Current.Is("+") || Current.Is("-"))
        {
            throw new ExpressionException(Current.Column, "a second sign needs parentheses, as in -(-x).");
        }

        Enter(sign);
        var operand = Power();
        _depth--;
        return sign.Text == "+" ? operand : Make(Operation.Negate, sign, operand);
    }

    private Expression Power()
    {
        var value = Primary();
        var symbol = Current;
        if (!Take("^"))
        {
            return value;
        }

        Enter(symbol);
        var exponent = Signed();
        _depth--;
        return Make(Operation.Power, symbol, value, exponent);
    }

    private Expression Primary()
    {
        var token = Current;
        if (token.Kind is TokenKind.Number)
        {
            _next++;
            return Count(token, new Number(token.Value));
        }

        if (token.Kind is TokenKind.Name && !token.IsWord("and") && !token.IsWord("or"))
        {
            _next++;
            return Named(token);
        }

        if (!Take("("))
        {
            throw new ExpressionException(token.Column, $"a number, a band or a function is missing before {token}.");
        }

        Enter(token);
        var inner = Ternary();
        _depth--;
        return Take(")") ? inner : throw Unclosed(token);
    }

    private Expression Named(Token name)
    {
        if (Functions.TryGetValue(name.Text, out var function))
        {
            return Invoke(function, name);
        }

        if (Constants.TryGetValue(name.Text, out var constant))
        {
            return Count(name, new Number(constant.Value));
        }

        var complaint = Advice.For(name.Text) ?? _complain(name.Text);
        return complaint is null
            ? Count(name, new Variable(name.Text))
            : throw new ExpressionException(name.Column, $"'{name.Text}' is not known: {complaint}");
    }

    private Expression Invoke(FunctionWord function, Token name)
    {
        var open = Current;
        if (!Take("("))
        {
            throw new ExpressionException(open.Column, $"the function {function.Name} needs its arguments in parentheses here.");
        }

        Enter(name);
        var arguments = new List<Expression>();
        if (!Current.Is(")"))
        {
            do
            {
                arguments.Add(Ternary());
            }
            while (Take(","));
        }

        _depth--;
        var close = Current;
        if (!Take(")"))
        {
            throw Unclosed(open);
        }

        if (arguments.Count < function.Least || arguments.Count > function.Most)
        {
            var right = function.Least == function.Most ? $"{function.Least}" : $"{function.Least} to {function.Most}";
            throw new ExpressionException(close.Column, $"{function.Name} takes {right} arguments, not {arguments.Count}: {function.Meaning}.");
        }

        return Apply(function, name, arguments);
    }

    private Expression Apply(FunctionWord function, Token name, List<Expression> arguments)
    {
        if (function.Operation is { } operation)
        {
            return operation.Arity() == 1
                ? Make(operation, name, arguments[0])
                : arguments.Skip(1).Aggregate(arguments[0], (left, right) => Make(operation, name, left, right));
        }

        var sum = arguments.Skip(1).Aggregate(arguments[0], (left, right) => Make(Operation.Add, name, left, right));
        return Make(Operation.Divide, name, sum, new Number(arguments.Count));
    }

    private Call Make(Operation operation, Token at, params ReadOnlySpan<Expression> operands) =>
        Count(at, new Call(operation, [.. operands]));

    private T Count<T>(Token at, T node)
        where T : Expression =>
        ++_nodes <= MostNodes
            ? node
            : throw new ExpressionException(at.Column, $"the expression has more than {MostNodes} parts; split the work into several runs.");

    private void Enter(Token at)
    {
        if (++_depth > MostDepth)
        {
            throw new ExpressionException(at.Column, $"more than {MostDepth} parentheses, signs or conditions inside each other.");
        }
    }

    private ExpressionException Unclosed(Token open) =>
        Current.Kind is TokenKind.End or TokenKind.Symbol && !Current.Is("(")
            ? new ExpressionException(Current.Column, $"the parenthesis opened at column {open.Column} must be closed before {Current}.")
            : Misplaced();

    /// <summary>What stands after a complete expression and does not go on with it.</summary>
    private ExpressionException Misplaced() => new(Current.Column, Current switch
    {
        { Kind: TokenKind.Symbol, Text: ")" } => "this parenthesis closes nothing; remove it or open one before.",
        { Kind: TokenKind.Symbol, Text: ":" } => "this colon belongs to no '?'; a condition is written a > b ? 1 : 0.",
        _ => $"an operator is missing before {Current}; a product is written 2 * x.",
    });
}
