// The words of NetLang. Blanks, comments and tabs go to channels of their own; the layout pass
// (src/NetLang.Compiler/Syntax/Layout) reads the others and hands the parser the tokens declared first here as well.
lexer grammar NetLangLexer;

tokens {
    // Made by the layout pass from indentation.
    BLOCK_BEGIN,
    BLOCK_SEPARATOR,
    BLOCK_END,
    // `[` right after a value or a type: an index, not a list.
    INDEX_OPEN,
    // `-` with a blank before and none after: `f -x`.
    PREFIX_MINUS,
    // Words that are keywords only where a declaration or a statement begins, and names elsewhere.
    IMPORT,
    MODEL,
    TRAIN,
    OPTIMIZER,
    PARAM,
    STATE
}

channels { COMMENTS, DOCUMENTATION, MISPLACED }

LET   : 'let' ;
FUN   : 'fun' ;
IF    : 'if' ;
THEN  : 'then' ;
ELIF  : 'elif' ;
ELSE  : 'else' ;
MATCH : 'match' ;
WITH  : 'with' ;
WHEN  : 'when' ;
TRUE  : 'true' ;
FALSE : 'false' ;

ARROW            : '->' ;
ASSIGN           : '<-' ;
PIPE             : '|>' ;
COMPOSE          : '>>' ;
OR               : '||' ;
AND              : '&&' ;
NOT_EQUAL        : '<>' ;
LESS_OR_EQUAL    : '<=' ;
GREATER_OR_EQUAL : '>=' ;
LESS             : '<' ;
GREATER          : '>' ;
EQUALS           : '=' ;
PLUS             : '+' ;
MINUS            : '-' ;
POWER            : '**' ;
STAR             : '*' ;
SLASH            : '/' ;
PERCENT          : '%' ;
AT               : '@' ;
BAR              : '|' ;
DOT_DOT          : '..' ;
DOT              : '.' ;
COMMA            : ',' ;
SEMICOLON        : ';' ;
COLON            : ':' ;
LPAREN           : '(' ;
RPAREN           : ')' ;
LBRACKET         : '[' ;
RBRACKET         : ']' ;
LBRACE           : '{' ;
RBRACE           : '}' ;

// Operators of other languages, each reported with what to write instead.
FOREIGN_OPERATOR
    : '=>' | '==' | '===' | '!=' | '!==' | ':=' | '+=' | '-=' | '*=' | '/=' | '::' | '!' | '&' | '&&&' | '|||'
    | '<|' | '<<' | '++' | '--' | '^' | '?' | '~' | '$' | '%%'
    ;

UNDERSCORE    : '_' ;
LOWER_NAME    : ( [a-z] | '_' [A-Za-z0-9_] ) [A-Za-z0-9_]* ;
UPPER_NAME    : [A-Z] [A-Za-z0-9_]* ;
TYPE_VARIABLE : '\'' [A-Za-z] [A-Za-z0-9_]* ;

INTEGER : Digits | '0' [xX] [0-9A-Fa-f_]+ ;
FLOAT   : Digits '.' Digits Exponent? | Digits Exponent ;

// `1.0f`, `3px`: a number that runs into letters.
MALFORMED_NUMBER : Digits ( '.' Digits )? Exponent? [A-Za-z_] [A-Za-z0-9_]* ;

STRING          : '"' StringPart* '"' ;
UNCLOSED_STRING : '"' StringPart* '\\'? ;

DOCUMENTATION_LINE : '///' ~[/\r\n] ~[\r\n]* -> channel(DOCUMENTATION) ;
EMPTY_DOCUMENTATION_LINE : '///' -> type(DOCUMENTATION_LINE), channel(DOCUMENTATION) ;
LINE_COMMENT       : '//' ~[\r\n]* -> channel(COMMENTS) ;
COMMENT_OPEN       : '(*' -> channel(COMMENTS), pushMode(InComment) ;

BLANKS  : ( [ \r\n\u00A0\uFEFF] )+ -> skip ;
TAB     : '\t'+ -> channel(MISPLACED) ;
UNKNOWN : . ;

fragment Digits     : [0-9] [0-9_]* ;
fragment Exponent   : [eE] [+-]? [0-9]+ ;
fragment StringPart : ~["\\\r\n] | '\\' ~[\r\n] ;

// Comments nest.
mode InComment;

NESTED_COMMENT_OPEN : '(*' -> type(COMMENT_OPEN), channel(COMMENTS), pushMode(InComment) ;
COMMENT_CLOSE       : '*)' -> channel(COMMENTS), popMode ;
COMMENT_TEXT        : ( ~[(*] | '(' | '*' ) -> skip ;
