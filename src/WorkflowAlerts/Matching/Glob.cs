namespace WorkflowAlerts.Matching;

/// <summary>
/// Matches a whole text against a pattern in which <c>*</c> stands for any text and <c>?</c> for one character; case does not matter, and nothing else
/// is special. The framework's matcher is made for file names: it lets nothing match an empty text, and takes a backslash for an escape in places.
/// </summary>
public static class Glob
{
    public static bool Matches(string glob, string text)
    {
        int g = 0;
        int t = 0;
        int star = -1;
        int afterStar = 0;
        while (t < text.Length)
        {
            if (g < glob.Length && glob[g] == '*')
            {
                star = g++;
                afterStar = t;
            }
            else if (g < glob.Length && (glob[g] == '?' || char.ToUpperInvariant(glob[g]) == char.ToUpperInvariant(text[t])))
            {
                g++;
                t++;
            }
            else if (star >= 0)
            {
                // The last star takes one character more. Stars before it never need to: what lies between matched at the earliest place.
                g = star + 1;
                t = ++afterStar;
            }
            else
            {
                return false;
            }
        }

        return glob.AsSpan(g).TrimStart('*').IsEmpty;
    }
}
