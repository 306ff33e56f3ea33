namespace Graticule.Analysis.Matchup.Outputs.Plots;

/// <summary>Letters in dots, 5 wide and 8 high as character displays have them, so that plots need no font on the machine.</summary>
internal static class PlotFont
{
    /// <summary>Of a capital; some letters reach one dot lower.</summary>
    internal const int Height = 7;

    /// <summary>Dots from one letter to the next.</summary>
    internal const int Advance = 6;

    private const int Columns = 5;
    private const int Rows = 8;
    private const char First = ' ';

    /// <summary>From the blank to the tilde, then the degree sign: five columns each from the left, two digits each, the lowest bit on top.</summary>
    private const string Dots =
        "0000000000" + "00005F0000" + "0007000700" + "147F147F14" + "242A7F2A12" + "2313086462" + "3649552250" + "0005030000"
        + "001C224100" + "0041221C00" + "14083E0814" + "08083E0808" + "0050300000" + "0808080808" + "0060600000" + "2010080402"
        + "3E5149453E" + "00427F4000" + "4261514946" + "2141454B31" + "1814127F10" + "2745454539" + "3C4A494930" + "0171090503"
        + "3649494936" + "064949291E" + "0036360000" + "0056360000" + "0814224100" + "1414141414" + "0041221408" + "0201510906"
        + "324979413E" + "7E1111117E" + "7F49494936" + "3E41414122" + "7F4141221C" + "7F49494941" + "7F09090901" + "3E4149497A"
        + "7F0808087F" + "00417F4100" + "2040413F01" + "7F08142241" + "7F40404040" + "7F020C027F" + "7F0408107F" + "3E4141413E"
        + "7F09090906" + "3E4151215E" + "7F09192946" + "4649494931" + "01017F0101" + "3F4040403F" + "1F2040201F" + "3F4038403F"
        + "6314081463" + "0708700807" + "6151494543" + "007F414100" + "0204081020" + "0041417F00" + "0402010204" + "8080808080"
        + "0001020400" + "2054545478" + "7F48444438" + "3844444420" + "384444487F" + "3854545418" + "087E090102" + "18A4A4A478"
        + "7F08040478" + "00447D4000" + "4080847D00" + "7F10284400" + "00417F4000" + "7C04180478" + "7C08040478" + "3844444438"
        + "FC24242418" + "18242424FC" + "7C08040408" + "4854545420" + "043F444020" + "3C4040207C" + "1C2040201C" + "3C4030403C"
        + "4428102844" + "1CA0A0A07C" + "4464544C44" + "0008364100" + "00007F0000" + "0041360800" + "1008081008" + "0006090906";

    private static readonly byte[] Bits = Convert.FromHexString(Dots);

    /// <summary>Calls <paramref name="dot"/> for every dot of a text whose upper left corner is the origin. What there is no letter for is a question mark.</summary>
    internal static void Draw(string text, Action<int, int> dot)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var letter = NumberOf(text[at]);
            for (var column = 0; column < Columns; column++)
            {
                for (var row = 0; row < Rows; row++)
                {
                    if ((Bits[(letter * Columns) + column] >> row & 1) == 1)
                    {
                        dot((at * Advance) + column, row);
                    }
                }
            }
        }
    }

    private static int NumberOf(char letter) => letter switch
    {
        '°' => '~' - First + 1,
        >= First and <= '~' => letter - First,
        _ => '?' - First,
    };
}
