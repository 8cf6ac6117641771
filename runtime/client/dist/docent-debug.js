"use strict";(()=>{function G(e=document){let t=e.activeElement;return t?.shadowRoot?.activeElement?G(t.shadowRoot):t??document.body}function me(e){return e===G()&&e.matches(":read-write,select")}function U(){return me(G())}function J(e,t){return!!e&&!!t&&(e.contains(t)||J(e,t.getRootNode().host))}function xe(e){return!(e.isComposing||e.ctrlKey||e.altKey||e.metaKey)}function pe(e){return[...e.querySelectorAll("*")].flatMap(t=>t.shadowRoot?[t,...pe(t.shadowRoot)]:t)}function ge(e){return(e.tabIndex>=0||e.matches("[contenteditable]:read-write"))&&!e.matches(":disabled,[inert] *,a:not([href])")&&Y(e)}function Y(e){return e.checkVisibility({checkVisibilityCSS:!0})}function V(e){return e.focus?.({preventScroll:!0}),e===G()}function qe(){let e=new WeakMap,t=new Map,n=new WeakMap;return{touched(o){t.delete(o.form)},sent:(o,a)=>{e.set(o,a)},submitted:(o,a)=>{t.set(o,a)},judge(o){let a=i=>{let s=t.get(i.form);return!!s&&s.c>0&&s.c<=o};return{answered:a,keeps(i){let s=e.get(i);return!!s&&(!s.c||s.c>o)||me(i)&&!a(i)},isNews(i,s){let l=n.get(i)??s;return n.set(i,s),l!==s}}},settle(o){for(let[a,i]of t)i.c&&i.c<=o&&t.delete(a)},reset(){e=new WeakMap,t.clear()}}}function He(e,t){let[n,o,a,i,s,l]=se(JSON.parse(e));switch(n){case"w":return t.welcome(z(o),Z(a),Z(i),Z(Ie(s).frame),Ie(s).timers!==!1);case"f":return t.frame(Ve(!1,o,a,se(i).map(_t),s,l));case"s":return t.frame(Ve(!0,o,a,[z(i)],l,s));case"+":return t.part(Z(o),a===!0,z(i));case"x":return t.refused(Z(o),z(a),z(i));case"p":return t.heartbeat();case"d":return t.draining(Z(o));default:ae(!1,n)}}function Ve(e,t,n,o,a,i){return{isSnapshot:e,s:Z(t),c:Z(n),patches:o,ops:Ee(a),run:It(i)}}function Ee(e){return se(e).map(t=>{let[n,o]=se(t),a=Ie(o);return{name:z(n),options:a,shown:n==="step"?Pt(a):void 0}})}function Pt({tour:e,name:t,class:n,event:o,...a}){return{highlight:z(n),event:z(o),narration:ae(De(a),a)}}function De(e){let{text:t,target:n,step:o,total:a}=Object(e);return typeof t=="string"&&typeof n=="string"&&Number.isSafeInteger(o)&&Number.isSafeInteger(a)}function _t(e){let[t,n]=se(e);return z(t==="html"&&n)}function It(e){if(e===0)return;let[t,n,o]=se(e);return{at:[Z(t),Z(n)],ops:Ee(o)}}function se(e){return ae(Array.isArray(e),e)}function Ie(e){return ae(Object(e)===e&&!Array.isArray(e),e)}function z(e){return ae(typeof e=="string",e)}function Z(e){return ae(Number.isSafeInteger(e),e)}function ae(e,t){if(!e)throw Error("shape");return t}function We(e){let t=e.trim();if(t.startsWith("["))return{chain:Ee(JSON.parse(t))};let[,n,o]=/^([^\s()]+)\s*(?:\(([^]*)\))?$/.exec(t)??[];if(!n)throw Error("shape");return{name:n,params:o?.trim()?JSON.parse(`[${Ht(o)}]`):void 0}}function Ht(e){return e.replace(/"(?:[^"\\]|\\.)*"|'((?:[^'\\]|\\.)*)'/g,(t,n)=>n===void 0?t:JSON.stringify(n.replace(/\\(.)/g,"$1")))}function le(e){let t=[document],n=[];for(let o of e.split(/\s>>>\s/))n=t.flatMap(a=>[...a.querySelectorAll(o)]),t=n.flatMap(({shadowRoot:a})=>a??[]);return n}function ke(e){return Ne(e,"[dj-component]")?.getAttribute("dj-component")}function Ne(e,t){return e&&(e.closest(t)??Ne(e.getRootNode().host,t))}function Fe(){return{__proto__:null}}function Ue(e){let t=Fe();for(let{name:n,value:o}of e.attributes)n.startsWith("dj-value-")&&(t[n.slice(9).replaceAll("-","_")]=o);return t}function Te(e){let t=Fe(),{name:n,value:o,type:a,checked:i,selectedOptions:s}=e;return n&&(t.name=n),e.matches("[type=checkbox],[type=radio]")&&(t.checked=i),a==="select-multiple"?t.value=[...s].map(l=>l.value):typeof o=="string"&&(t.value=o),t}function Ye(e,t){let n=Fe(),o=new FormData(e,t);for(let a of o.keys()){let i=o.getAll(a).map(s=>typeof s=="string"?s:s.name);n[a]=i.length>1?i:i[0]}return n}function Xe(e,t){let n=new Set,o=new WeakMap;function a(u,r,p=!1){let k=f=>{let S=f.composedPath()[0];S instanceof Element&&r(f,S,`dj-${u}`)};document.addEventListener(u,k,p)}a("click",(u,r,p)=>{let k=r.closest(`[${p}]`);!k||k.matches(":disabled")||(r.closest("a[href='#']")&&u.preventDefault(),I(),e.tour.gesture(k),y(p,k,r,()=>({})))}),a("submit",(u,r,p)=>{if(!(r instanceof HTMLFormElement)||!r.hasAttribute(p))return;u.preventDefault(),I(),e.tour.gesture(u.submitter??r);let k=Ye(r,u.submitter);y(p,r,r,()=>k,f=>e.formState.submitted(r,f))}),a("input",i),a("change",i),a("keydown",s),a("keyup",s),a("focus",c,!0),a("blur",c,!0);function i({type:u},r,p){e.formState.touched(r);let k=r.closest(`[${p}]`);k&&(u==="change"&&I(),y(p,k,r,()=>Te(r),f=>e.formState.sent(r,f)))}function s(u,r,p){if(u.isComposing||!u.key)return;let k=u.key.toLowerCase().replace(/^arrow/,"").replace(" ","space"),f=getComputedStyle(r).direction==="rtl"&&{left:"right",right:"left"}[k],S=`${p}.${f||k}`,R=`[${CSS.escape(S)}],[${p}]`,M=r.closest(R)??l(R,u);M&&(u.key==="Enter"&&I(),U()||e.tour.gesture(r),y(M.hasAttribute(S)?S:p,M,r,()=>({...Te(r),key:u.key})))}function l(u,r){return r.defaultPrevented||r.repeat||!xe(r)||U()?void 0:[...(document.querySelector("dialog:modal")??document).querySelectorAll(u)].find(k=>!k.firstElementChild&&!(k.tabIndex>=0))}function c({type:u},r,p){u==="blur"&&I(r),r.hasAttribute(p)&&y(p,r,r,()=>Te(r))}function y(u,r,p,k,f){let S=Ft(r,u);if(!S)return;if(S.chain){e.run(S.chain,r);return}let{name:R,params:M}=S,D=ke(r),F=()=>{let $=t(R,M??{...k(),...Ue(r)},D);f?.($)},x=$=>p.getAttribute($)??r.getAttribute($),L=!/^dj-(?:submit|focus|blur)$/.test(u),h=Number(x("dj-throttle"))-performance.now()+o.get(r),C=h>0?h:x("dj-debounce");!L||C===null?(o.set(r,performance.now()),F()):(f||!(h>0))&&(f?.({c:0}),m(r,u,p,Number(C),F))}function m(u,r,p,k,f){for(let M of n)M.element===u&&M.attribute===r&&N(M);let S=Number.isNaN(k)?0:setTimeout(()=>_(R),k),R={element:u,attribute:r,target:p,timer:S,push:f};n.add(R)}function N(u){clearTimeout(u.timer),n.delete(u)}function _(u){N(u),o.set(u.element,performance.now()),u.push()}function I(u){for(let r of n)(!u||u===r.target)&&_(r)}}function Ft(e,t){let n=e.getAttribute(t)??"";try{return We(n)}catch(o){console.warn(`docent: ${t}="${n}" is wrong:`,o);return}}function ce(){let e=new Map;function t(i,s){let l=e.get(i);l||e.set(i,l=new Map);let c=l.get(s);return c||l.set(s,c={base:null,wrote:null,add:new Set,remove:new Set}),Qe(i,s,c),c}function n(i){for(let[s,l]of e)for(let[c,y]of l)i(s,c,y)}function o(i,s,l){let c=t(i,"class"),y=de(c.base);for(let m of s)c.remove.delete(m),y.includes(m)||c.add.add(m);for(let m of l)c.add.delete(m),y.includes(m)&&c.remove.add(m);c.value=void 0,Ke(i,"class",c)}function a(){n((i,s,l)=>{Qe(i,s,l),ue(i,s,l.base)})}return{classes:o,withdraw(i,s){let l=e.get(i)?.get("class");l&&o(i,[],s.filter(c=>l.add.has(c)))},attribute(i,s,l){let c=t(i,s);c.value=l,Ke(i,s,c)},around(i,s,l){let c=t(i,s);l(),c.wrote=c.value=i.getAttribute(s)},lift:a,reapply(){for(let i of e.keys())i.isConnected||e.delete(i);n((i,s,l)=>{l.base=i.getAttribute(s),Ke(i,s,l)})},revert(){a(),e.clear()}}}function Ke(e,t,n){ue(e,t,n.value===void 0?Ze(n.base,n.add,n.remove):n.value,!1),n.wrote=e.getAttribute(t)}function Qe(e,t,n){let o=e.getAttribute(t);o!==n.wrote&&(n.base=Ze(o,n.remove,n.add),n.wrote=o)}function Ze(e,t,n){let o=de(e),a=o.filter(s=>!n.has(s)),i=[...t].filter(s=>!o.includes(s));return i.length||a.length<o.length?[...a,...i].join(" "):e}function de(e){return e?.match(/[^\t\n\f\r ]+/g)??[]}function ue(e,t,n,o=!0){if(e.getAttribute(t)===n)return;if(n===null){e.removeAttribute(t);return}let{style:a}=e,i=t==="style"&&a;i&&(a.cssText=n),(!i||o&&e.getAttribute(t)!==n)&&e.setAttribute(t,n)}function he(e,t){let n=matchMedia("(prefers-reduced-motion)").matches?"instant":"smooth";e.scrollIntoView({behavior:n,block:t})}function et(e){let{top:t,bottom:n,left:o,right:a}=e.getBoundingClientRect(),{width:i,height:s}=visualViewport,l=t<0||o<0||n>s||a>i;he(e,l?"center":"nearest")}var Kt=/^(?:focus|scroll_into_view)$/,nt={__proto__:null,show:tt,hide(e,t,{ledger:n}){n.attribute(e,"hidden","")},toggle(e,t,n){(getComputedStyle(e).display==="none"?tt:nt.hide)(e,t,n)},add_class(e,t,{ledger:n}){n.classes(e,Oe(t),[])},remove_class(e,t,{ledger:n}){n.classes(e,[],Oe(t))},transition(e,t,{ledger:n}){n.classes(e,Oe(t),[]),setTimeout(()=>n.withdraw(e,Oe(t)),Number(t.time))},set_attr(e,t,{ledger:n}){let o=z(t.name),a=z(t.value);return jt(o,a)?"refused":n.attribute(e,o,a)},remove_attr(e,t,{ledger:n}){n.attribute(e,z(t.name),null)},focus(e,t,{isPolite:n}){if(!(n&&U()||J(e,G())))return Y(e)?[e,...pe(e).filter(ge)].some(V)?void 0:"refused":"hidden"},dispatch(e,t){be(e,z(t.event),t.detail)},push(e,t,{push:n}){n(z(t.event),t.value??{},ke(e))},scroll_into_view(e){return Y(e)?he(e,"center"):"hidden"},end(){},over(e){be(e,"tour:hide")}};function be(e,t,n){e.dispatchEvent(new CustomEvent(t,{bubbles:!0,composed:!0,detail:n}))}function Me(e,t){let n=nt[e.name];if(!n)return"refused";let o="missing";try{let a=[...Bt(e,t)];if(a[1]&&Kt.test(e.name))return"ambiguous";for(let i of a)if(o=n(i,e.options,t)||void 0,o||e.name==="push")break}catch{o="threw"}return o}function Bt({options:e},{source:t,step:n}){if(e.to!==void 0){let a=z(e.to);if(n?.selector!==a)return le(a);let i=n.find();return i?[i]:[]}if(e.inner!==void 0)return t.querySelectorAll(z(e.inner));if(e.closest===void 0)return[t];let o=t.closest(z(e.closest));return o?[o]:[]}function Oe(e){return de(z(e.names))}function tt(e,t,{ledger:n}){let{style:o}=e;e.hasAttribute("hidden")&&n.attribute(e,"hidden",null),o?.display==="none"&&n.around(e,"style",()=>o.display="")}function jt(e,t){return/^(?:on|srcdoc$)/i.test(e.trim())||/^javascript:/i.test(t.replace(/^[\0- ]+/,"").replace(/[\t\n\r]/g,""))}function ne(e,t,n){let{moveBefore:o}=t;o&&e.isConnected&&t.isConnected?o.call(t,e,n):t.insertBefore(e,n)}var Gt=16;function st(e,t,n){let o=G(),a=it(e),i=it(t),s=new Set;for(let[r,p]of a)i.get(r)?.localName!==p?.localName&&a.delete(r);t instanceof Element&&u(e,t),l(e,t);for(let r of s)r.remove();e.contains(o)&&V(o);function l(r,p){let k=null,f=()=>_(k?k.nextSibling:r.firstChild);for(let S of[...p.childNodes]){let R=c(r,S,f());if(R){let M=R.parentNode===r&&!s.has(R);for(let D=f();M&&D&&D!==R&&m(D);D=f())s.add(D);R!==f()&&ne(R,r,f()),I(R,S)}else N(r,S,f());k=R??S}for(let S=f();S;S=_(S.nextSibling))s.add(S)}function c(r,p,k){let f=y(p);if(f)return f.contains(r)?void 0:f;let S=p.nextElementSibling,R=0;for(let M=k;M&&R++<Gt;M=_(M.nextSibling)){if(rt(M,p))return M;if(!(p instanceof Element)||!m(M)||S&&rt(M,S))return}}function y(r){return a.get(ye(r))}function m(r){return!y(r)&&!r.contains(o)}function N(r,p,k){if(r.insertBefore(p,k),p instanceof Element)for(let f of p.querySelectorAll("*")){let S=y(f);!S||!f.isConnected||S.contains(f)||(ne(S,f.parentNode,f),I(S,f),f.remove())}}function _(r){for(;r&&(n.isOurs(r)||s.has(r));)r=r.nextSibling;return r}function I(r,p){if(s.delete(r),a.delete(ye(r)),!(r instanceof Element&&p instanceof Element)){r.nodeValue!==p.nodeValue&&(r.nodeValue=p.nodeValue);return}if(r.localName==="script"||r.getAttribute("dj-update")==="ignore")return;let k=ot(r);u(r,p),r instanceof HTMLTextAreaElement?r.defaultValue=p.defaultValue:r instanceof HTMLTemplateElement?l(r.content,p.content):me(r)&&r.isContentEditable||l(r,p);let f=ot(r);if(f===void 0||n.keeps(r)||f===k&&(f===null||!n.answered(r)))return;let S=r;S.value!==f&&(S.value=f??"")}function u(r,p){let k=r.matches("details,dialog");for(let S of[...r.getAttributeNames(),...p.getAttributeNames()]){let R=p.getAttribute(S);if(r.getAttribute(S)===R||k&&S==="open")continue;try{ue(r,S,R)}catch{}let M=S==="checked"?r:S==="selected"&&r.closest("select");M&&!n.keeps(M)&&(r[S]=R!==null)}let f=p.hasAttribute("open");k&&n.isNews(r,f)&&r.toggleAttribute("open",f)}}function ot(e){return e instanceof HTMLTextAreaElement?e.defaultValue:e.matches("input:not([type=file],[type=hidden],[type=checkbox],[type=radio])")?e.getAttribute("value"):void 0}function rt(e,t){return e.nodeName===t.nodeName&&ye(e)===ye(t)}function ye(e){if(!(e instanceof Element))return;let t=e.getAttribute("id");if(t)return`#${t}`;let n=e.getAttribute("name");if(!n||!e.matches("input,select,textarea,button"))return;let o=e.matches("[type=checkbox],[type=radio],button")?e.getAttribute("value"):"";return`${e.closest("form")?.getAttribute("id")??""} ${n} ${o}`}function it(e){let t=new Map;for(let n of e.querySelectorAll("[id],[name]")){let o=ye(n);o&&t.set(o,t.has(o)?void 0:n)}return t}function Be(){return document.querySelector("[dj-root]")??document.body}function at(e,t,n){let o=ce(),{trustedTypes:a}=window,i=a?.createPolicy("docent",{createHTML:c=>c});function s(c,y){return Me(c,{source:y,ledger:o,push:n})}function l(c,y){let m=document.querySelector("[dj-root]");if(!m)return;let N=document.createElement("template");N.innerHTML=i?.createHTML(c)??c;let _=N.content;e.ledger.lift(),o.lift();try{st(m,_.querySelector("[dj-root]")??_,{...t.judge(y),isOurs:e.owns})}finally{o.reapply(),e.ledger.reapply(),t.settle(y)}}return{tour:e,formState:t,apply({run:c,isSnapshot:y,patches:m,ops:N,s:_,c:I}){e.enter(c,y);for(let r of m)l(r,I);let u=N.map(r=>s(r,Be()));return c&&u.push(...e.perform(c)),e.tick(),u.flatMap((r,p)=>r?[[_,p,r]]:[])},run(c,y){for(let m of c)s(m,y)}}}function Le(e,t){let n=document.createElement("div"),o=0;return n.className=e,n.role="status",n.style.cssText=t,{element:n,announce(a,i=100){clearTimeout(o),n.textContent="",o=setTimeout(()=>n.textContent=a,i)}}}var we=["bottom","top","right","left"];function lt(e){return we.map((t,n)=>we[we.indexOf(e)^n])}function ct(e,{width:t,height:n},o,a){let{offsetLeft:i,offsetTop:s}=o,l=i+o.width,c=s+o.height,y=oe(e.left,i,l),m=oe(e.right,i,l),N=oe(e.top,s,c),_=oe(e.bottom,s,c),I={bottom:c-_-n,top:N-s-n,right:l-m-t,left:y-i-t},u=a.find(F=>I[F]>=27)??[...a].sort((F,x)=>I[x]-I[F])[0],r=(y+m)/2,p=(N+_)/2,k=u==="left"?y-19-t:u==="right"?m+19:r-t/2,f=u==="top"?N-19-n:u==="bottom"?_+19:p-n/2,S=Math.round(oe(k,i+8,l-8-t)),R=Math.round(oe(f,s+8,c-8-n)),[M,D]=u==="left"||u==="right"?[p-R,n]:[r-S,t];return{left:S,top:R,side:u??"center",arrow:oe(M,18,D-18)}}function oe(e,t,n){return Math.max(t,Math.min(e,n))}function dt(){let e=document.createElement("div"),{style:t}=e;return e.className="dj-tutorial-spotlight",e.ariaHidden="true",e.popover="manual",t.cssText="inset:auto;border:0;padding:0;background:none;pointer-events:none",{element:e,frame({left:n,top:o,width:a,height:i},s){t.left=`${(n-10)/s}px`,t.top=`${(o-10)/s}px`,t.width=`${(a+20)/s}px`,t.height=`${(i+20)/s}px`}}}var ut="dj-tutorial-bubble__",zt=500;function re(){return document.querySelector("#dj-tutorial-bubble")}function mt(e){let{style:t}=e,n=ft(e.dataset.position)??"bottom",o=dt(),a=Le("dj-tutorial-announcer","position:fixed;clip-path:inset(50%)"),i=[o.element,a.element],s=ce(),l=document.body,c=null,y=!1,m=null,N="",_=[],I=0;function u(){y=!0,m=e.getAttribute("style"),l=e.parentNode,c=e.nextSibling,t.cssText+=";position:fixed;inset:0 auto auto 0;margin:0",s.attribute(e,"data-visible","true"),s.attribute(e,"hidden",null);let x=getComputedStyle(e).borderStyle!=="none";s.attribute(e,"popover","manual"),x||(t.border="0");for(let L of e.querySelectorAll("button"))s.attribute(L,"tabindex","-1");r()}function r(){e.before(...i),k()}function p(x){if(e.parentNode===x)return;let L=G();ne(e,x,c?.parentNode===x?c:null),r(),J(e,L)&&V(L)}function k(){for(let x of[o.element,e])x.popover&&(x.hidePopover(),x.showPopover())}function f(x){t.boxSizing=t.maxWidth=t.maxHeight="";let{width:L,height:h}=e.getBoundingClientRect(),C=L>x.width-16,$=h>x.height-16;(C||$)&&(t.boxSizing="border-box"),C&&(t.maxWidth=`${x.width-16}px`),$&&(t.maxHeight=`${x.height-16}px`)}function S(x){_.sort((L,h)=>+x(L)-+x(h))}function R(x){return e.querySelector(`.${ut}${x}`)}function M(x,L){let h=R(x);h&&h.textContent!==L&&(h.textContent=L)}function D(x,L,h){let C=R(x);C&&s.attribute(C,L,h?"":null)}function F(x,L){let h=R(x)?.dataset.names?.split("|");h&&M(x,h[+L])}return{element:e,isShown:()=>y,owns:x=>x===e||i.includes(x),controls:()=>[...e.querySelectorAll("button")].filter(Y),control:x=>["skip","back","cancel","pause"].find(L=>x.closest(`.${ut}${L}`)),fill({text:x,position:L,step:h,total:C,only_timeout:$},j){M("text",x),M("step",(e.dataset.step??"").replace("{step}",`${h+1}`).replace("{total}",`${C}`)),t.setProperty("--docent-progress",`${(h+1)/C}`);let g=!!$&&!j;D("back","hidden",!h),D("pause","hidden",!j),D("skip","data-next",g),F("skip",g),N="",_=lt(ft(L)??n),clearTimeout(I)},isBusy:()=>y&&e.matches(":hover,:focus-visible,:has(:focus)"),rename:F,show(x){y||u(),p(Ne(x,"dialog:modal,:popover-open")??l)},raise:k,follow(x){let L=visualViewport,h=x?.getBoundingClientRect()??new DOMRect(L.offsetLeft+L.width/2,L.offsetTop+L.height/2);N!==(N=`${L.width} ${L.height}`)&&f(L);let C=e.getBoundingClientRect(),$=G(),{left:j,top:g,right:E,bottom:d}=$.getBoundingClientRect(),b=B=>ct(h,C,L,x?B:[]),O=J(e,$)||x!==$&&J($,x),w=B=>!O&&B.left<E&&j<B.left+C.width&&B.top<d&&g<B.top+C.height;S(B=>w(b([B])));let T=b(_),P=e.currentCSSZoom??1;return t.left=`${T.left/P}px`,t.top=`${T.top/P}px`,t.setProperty("--docent-arrow",`${T.arrow/P}px`),e.dataset.side!==T.side&&s.attribute(e,"data-side",T.side),o.frame(h,P),w(T)},stepAside(){clearTimeout(I),I=setTimeout(()=>S(x=>x===e.dataset.side),zt)},focus:()=>y&&V(e),announce:a.announce,hide(){if(y){y=!1,a.announce(""),p(l),e.matches(":popover-open")&&e.hidePopover();for(let x of i)x.remove();s.revert(),ue(e,"style",m),M("text",""),M("step",""),F("skip",!1),F("pause",!1)}}}}function ft(e){return we.find(t=>t===e)}function pt(){let{element:e,announce:t}=Le("docent-notice","position:fixed;bottom:0;background:Canvas;color:CanvasText");return{show(n,o){document.body.append(e),t(re()?.dataset[n]??"",o)},hide:()=>e.remove()}}var Jt=64,qt=16*2**20,Vt=250,Wt=45e3,Ut=3e4,Yt=2e3,je=250,Xt=3e4,Qt=5e3;function gt({docent:e,digest:t,build:n},o,a){let i=location.href.split("#")[0],s=pt(),l,c=!1,y=!1,m=!1,N,_=0,I=1/0,u=0,r=0,p=[],k,f,S=0,R=0,M=0,D=0,F=0,x={welcome(v,A,W,Q,_e){if(clearTimeout(M),M=0,s.hide(),m=!1,c=!0,I=Q,o.tour.welcome(_e),_=A,v!==N){for(let Je of p)Je.c&&d(Je,"session over");N&&o.formState.reset(),N=v,u=W,r=0,k=void 0}j(W),g(!0),k&&b(["t",...k])},frame(v){if(!v.isSnapshot&&v.s!==r+1)throw Error("shape");j(v.c),r=v.s;let A=o.apply(v);A.length?C(A):S||=setTimeout(C,Vt)},part(v,A,W){if(f??={id:v,text:""},f.text+=W,f.id!==v||f.text.length>qt)throw Error("shape");if(!A)return;let Q=f.text;f=void 0,He(Q,x)},refused(v,A,W){let Q=p.find(_e=>_e.c===v)?.name??v;E(Q,`${W} (${A})`,A==="handler_failed"?"debug":"warn"),j(v)},heartbeat(){F=0,C()},draining:v=>{P(Math.random()*v)}};function L(){clearTimeout(D),D=0;let v=l=new WebSocket(i.replace(/^http/,"ws"),"docent.2");v.onopen=()=>b(["h",{page:e,session:N,epoch:_,ack:r,digest:t,build:n,run:o.tour.at()}]),v.onmessage=({data:A})=>{v===l&&h(String(A))},v.onclose=({code:A})=>{v===l&&w(A)},Se()}function h(v){Se(),a("in",v);try{He(v,x)}catch(A){console.error("docent: bad frame:",A),r=0,T(l)}}function C(v=[]){$(),c&&b(v.length?["k",r,v]:["k",r])}function $(){clearTimeout(S),S=0}function j(v){p=p.filter(A=>!A.c||A.c>v)}function g(v){if(c){for(let A of p){if(A.c){if(!v)continue}else{if(A.text=JSON.stringify(["e",u+1,A.name,A.params,r].concat(A.to??[])),new Blob([A.text]).size>I){d(A,"too large");continue}A.c=++u,$()}O(A.text)}j(0)}}function E(v,A,W="warn"){console[W](`docent: event "${v}" refused: ${A}`)}function d(v,A){return E(v.name,A),v.c=-1,v}function b(v){O(JSON.stringify(v))}function O(v){a("out",v),l.send(v)}function w(v){if(B(),v===4401)m?ie("stale"):fe();else if(v===4409)ie("taken");else if(v===4410){let[A]=performance.getEntriesByType("navigation");(_||A.type!=="reload")&&setTimeout(()=>U()||location.reload(),Math.random()*Qt),ie("stale")}else X()}function T(v){v===l&&(B(),X(),v?.close())}function P(v){let A=l;return setTimeout(()=>T(A),v)}function B(){l=f=void 0,c=!1,$(),clearTimeout(R),!M&&(M=setTimeout(()=>o.tour.abandon(),Ut),s.show("lost",Yt))}function X(){m=!1;let v=Math.min(Xt,je*2**++F);D=setTimeout(L,je+Math.random()*(v-je))}function te(){D&&L()}function ie(v){y=!0,o.tour.abandon(),s.show(v)}async function fe(){try{let v=await fetch(i,{headers:{Accept:"application/docent+json"}});if(v.status>=500)return X();let{page:A}=await v.json().catch(()=>({}));if(typeof A!="string")return ie("stale");e=A,m=!0,L()}catch{X()}}function Se(){clearTimeout(R),R=P(Wt)}return addEventListener("offline",()=>l&&T(l)),addEventListener("online",te),document.addEventListener("visibilitychange",te),e?L():fe(),{isOpen:()=>c,push(v,A,W){let Q={c:0,name:v,params:A,to:W};return y?d(Q,"session over"):p.length>=Jt?d(Q,"too many wait"):(p.push(Q),g(!1),Q)},report(v){return r?(/^[hr]/.test(v[2])||(k=v),c&&b(["t",...v]),c):!1}}}var Zt=150;function ht(e){let{narration:t,highlight:n,ledger:o,isNews:a,isTimed:i}=e,{target:s}=t,l=t.on_missing==="center",c=new AbortController,y=[],m,N,_=-1/0,{narrate:I}=e,u=!a,r=u,p=!1,k=u,f,S=!1;function R(){try{let d=le(s);return d.find(Y)??d[0]}catch{return}}function M(){return N&&Y(N)?N:void 0}function D(){u||(u=!0,F(),M()||e.missing())}function F(){let d=R();N&&N!==d&&o.withdraw(N,n),N=d,d&&n.some(O=>!d.classList.contains(O))&&o.classes(d,n,[]);let b=(d||l)&&I;b&&(I=void 0,b(d??document.body),c.signal.aborted)||(i&&(S&&=!!m?.isBusy(),e.holdStill(e.isPaused()||document.hidden||!S&&!!m?.isBusy())),x(),b&&L(d),d&&y.length&&e.perform(y.splice(0)),u&&!r&&m?.isShown()&&(r=!0,m.announce(t.text)))}function x(){if(!m)return;let d=M();if(d)_=performance.now(),u&&(!k&&!U()&&et(d),k=!0);else if(performance.now()-_<Zt)return;if(d||l){p&&=m.isShown(),m.show(d),p||m.fill(t,i),p=!0,m.rename("pause",e.isPaused());let b=m.follow(d),O=G();b&&O!==f&&O.matches(":focus-visible")&&he(f=O,"start")}else m.hide()}function L(d){if(!e.movesFocus||U())return;let b=G();d&&(J(d,b)||V(d))||!m?.focus()||(r||=b!==m.element)}function h(){requestAnimationFrame(()=>{c.signal.aborted||(h(),F())})}function C(){let d=G();return J(m?.element,d)||J(N,d)}function $({target:d}){let b=m.control(d);b?e.control(b,d):m.stepAside(),S=b==="pause"}function j(d){let b=d.target;b.matches(":popover-open")&&m.isShown()&&!m.owns(b)&&m.raise()}function g(d){if(!(!xe(d)||!m.isShown()))if(d.key==="Tab"){let b=E(m,d.shiftKey);if(!b)return;d.preventDefault(),b.focus()}else d.key==="Escape"&&(C()||G()===document.body&&document.querySelector("dialog:modal")===m.element.closest("dialog:modal"))&&(d.preventDefault(),d.stopImmediatePropagation(),e.control("cancel"))}function E({element:d,controls:b},O){let w=pe(d.closest("dialog:modal")??document).filter(te=>te===N||ge(te)&&!J(d,te)),T=Math.max(0,w.indexOf(N));w.splice(T,N&&!ge(N)?1:0,...b());let P=G(),B=P===d?T-(O?0:1):w.indexOf(P),X=w[B+(O?-1:1)];return X&&(J(d,P)||J(d,X))?X:void 0}return h(),{selector:s,find:R,postpone:d=>{y.push(d)},attach(d){let{signal:b}=c;m=d,m.element.addEventListener("click",$,{signal:b}),addEventListener("keydown",g,{signal:b,capture:!0}),document.addEventListener("toggle",j,{signal:b,capture:!0}),document.addEventListener("visibilitychange",F,{signal:b})},settle:D,tick:F,holdsFocus:C,close(){c.abort(),m=void 0,N&&o.withdraw(N,n)}}}var en=5e3;function bt(e){let t=ce(),n,o,a,i,s,l=-1/0,c,y=!1,m=!0,N=!1,_="",I="",u="";function r(h){s=h,l=performance.now()}function p(){return performance.now()-l<en}function k(h){return n?(I!==(I=n+h)&&e.report([...n,h]),!0):!1}function f(h){n&&h!==(_===String(n))&&e.report([...n,h?"hold":"resume"])&&(_=h?String(n):"")}function S(h,C,$){D(),o=ht({narration:h,isTimed:m&&!!h.timeout,highlight:de($?.highlight),ledger:t,isNews:C,movesFocus:C&&(y||p()),narrate:$&&(j=>{a=h,be(j,$.event,h),a=void 0}),perform:R,missing(){let{target:j,step:g}=h;k("missing"),be(document,"docent:missing",{target:j,step:g})},control(j,g){g&&r(g),j==="pause"?N=!N:k(j)||x()},isPaused:()=>N,holdStill:f})}function R(h){let C=e.source();return h.map(($,j)=>{if($.name==="end"&&D(),$.shown){let{narration:E}=$.shown;return S(E,u!==(u=`${n},${E.step}`),$.shown),o?.tick(),!o?.find()&&h.slice(j).some(({name:d})=>d==="end")?"missing":void 0}let g=Me($,{ledger:t,step:o,isPolite:!0,source:C,push:e.push});return g==="missing"&&$.options.to===o?.selector&&o?.postpone($),g})}function M(h){let{detail:C}=h;if(!De(C)||a&&a!==C)return;let $=re();$&&!i?.isShown()&&i?.element!==$&&(i=mt($)),i&&(a||S(C,!0),o?.attach(i),a||o?.settle())}function D(){o?.close(),o=void 0}function F(){D(),i?.hide()}function x(){let h=o?.holdsFocus()&&!U()&&[c,o.find()];F(),h&&h.some(C=>C&&V(C))}function L(h){h?x():F(),t.revert(),n=void 0,h&&(c=void 0)}return document.addEventListener(re()?.dataset.event||"tour:narrate",M),document.addEventListener("tour:hide",x),{ledger:t,at:()=>n,owns:h=>!!i?.owns(h),gesture:r,enter(h,C){let $=h?.at[0]!==n?.[0];($||C)&&L(!h),!(!$||!h)&&(N=!1,y=p(),y&&!i?.element.contains(s)&&(c=s))},perform(h){n=h.at;let C=R(h.ops);return o?.settle(),o||i?.hide(),C},tick:()=>o?.tick(),report:k,welcome(h){m=h,_=""},abandon:()=>L(!0)}}function tn(e,t){let n=(l,c,y)=>{let[,m]=/^(skip|back|cancel)_tutorial$/.exec(l)??[];return m&&o.report(m)?{c:-1}:i.push(l,c,y)},o=bt({source:Be,push:n,report:l=>i.report(l)}),a=at(o,qe(),n),i=gt(e.dataset,a,(l,c)=>{t?.(l,c),s.debug&&console.debug("docent",l,c)});Xe(a,n);let s={debug:!1,get connected(){return i.isOpen()}};Object.assign(window,{docent:s})}function yt(e){function t(){let n=document.querySelector("script[data-docent]");n&&!Object.hasOwn(window,"docent")&&tn(n,e?.())}document.readyState==="loading"?document.addEventListener("DOMContentLoaded",t):t()}function wt({forgotten:e,story:t},n,o,a){let i=l=>new Date(performance.timeOrigin+l).toISOString(),s={taken:i(performance.now()),browser:navigator.userAgent,state:a,latency:t.latency,timeline:n.map(({at:l,text:c})=>({at:i(l),text:c})),forgotten:e,frames:o.map(({at:l,direction:c,kind:y,summary:m,text:N,length:_})=>{let I=_>N.length?{cut:N,length:_}:{frame:nn(N)};return{at:i(l),direction:c,kind:y,summary:m,...I}})};return JSON.stringify(s,void 0,2)}async function vt(e){try{return await navigator.clipboard.writeText(e),!0}catch{return!1}}function nn(e){try{return JSON.parse(e)}catch{return e}}function H(e,t={},...n){let o=Object.assign(document.createElement(e),t);return o.append(...n),o}function ee(e,t){e.textContent!==t&&(e.textContent=t)}function St(e,t){for(;e.children.length>t.length;)e.lastElementChild.remove();t.forEach((n,o)=>ee(e.children[o]??e.appendChild(H("li")),n))}function Ae(e){let t=new Date(performance.timeOrigin+e),n=o=>String(o).padStart(2,"0");return`${n(t.getHours())}:${n(t.getMinutes())}:${n(t.getSeconds())}.${String(t.getMilliseconds()).padStart(3,"0")}`}function Re(e,t){let n=new Map,o=H("ol",{className:e});return{list:o,show(a){let i=new Set(a);for(let[s,l]of n)i.has(s)||(l.remove(),n.delete(s));for(let s of a){if(n.has(s))continue;let l=t(s);n.set(s,l),o.prepend(l)}},shown:()=>[...n]}}var xt="not a frame that this panel knows",on=new Map([["timed_out","its time was over"],["satisfied","the visitor had done it already"],["back","back to the step before"],["missing","its target is missing"],["superseded","a newer run took its place"]]),rn={skip:"skipped",back:"back",cancel:"cancelled"},Nt={h:"hello",e:"event",t:"control",k:"ack",w:"welcome",f:"frame",s:"snapshot","+":"part",x:"refusal",p:"heartbeat",d:"draining"},Tt=[...Object.values(Nt),"unknown"];function Ot(){let e=new Map,t=[],n,o=!0,a="",i=[],s,l,c,y,m=0,N=0,_=!1,I=[];function u(g,E){I.push({at:g,text:Pe(E)})}function r(g){return N+(_?0:g-m)}function p(g,E){N=r(E),m=E,_=g}function k(g,E){return g.map(d=>{let{name:b,at:O}=e.get(d);e.delete(d);let w=E-O;return t=[...t,w].slice(-100),{name:b,ms:w}})}function f(g,E,d){let b=[...e.keys()].filter(O=>O<=E);return g?b:b.slice(0,d?0:1)}function S(g,E){return c?.run===g&&c?.visit===E}function R(g,E,d,b){let[O,w,T]=q(E);for(let P of g)M(P,O,w,b);c&&(d||s!==O)&&(s===O&&q(T).some(B=>Et(B)&&S(O,w))||D("the page missed why",b)),s!==O&&(s!==void 0&&F("the page missed how",b),O!==void 0&&u(b,`Run ${K(O)} started`),s=O);for(let P of q(T))M(P,O,w,b)}function M(g,E,d,b){let[O,w]=q(g),T=Object(w);if(O==="end"){let P=K(T.cause);D(on.get(P)??P,b)}else if(O==="over")F(K(T.outcome),b);else if(Et(g)&&!S(E,d)){let P=c=an(E,d,T);l=P.tour;let B=P.timeout&&o?`, for ${P.timeout/1e3} s at most`:"";u(b,`${Ce(P)} shown at ${P.target}${B} (visit ${K(d)})`),y=void 0,_=!1,N=0,m=b}}function D(g,E){u(E,`${c?Ce(c):"A step that was not shown"} ended: ${g}`),c=void 0}function F(g,E){u(E,`${s===void 0?"A run that was not shown":`Run ${K(s)}${l?` of ${l}`:""}`} ended: ${g}`),s=l=void 0}function x([,g,E,,d],b){let O=n!==g;return O&&e.clear(),u(b,n===void 0?"Connected: a new session":O?"Connected again: another session, the last one is over":"Connected again: the same session"),n=g,o=Object(d).timers!==!1,p(!1,b),`${O?"a new session":"the same session"}, epoch ${K(E)}${o?"":", steps have no timers"}`}function L([,g,E,d],b){if(a+=typeof d=="string"?d:"",a.length>16777216&&(a=""),E!==!0)return`of message ${K(g)}`;let O=a;return a="",`the last of message ${K(g)}: ${C(kt(O),b)}`}function h([g,E,d,b,O,w],T){let P=g==="s",[B,X]=P?[q(w),O]:[q(O),w],[te,ie,fe]=q(X);i=[...B,...q(fe)];let Se=y!==void 0&&i.some(A=>sn(A)===y),v=k(f(P,Number(d),Se),T);return R(B,X,P,T),[`#${K(E)}`,...v.map(({name:A,ms:W})=>`answers ${A} after ${Math.round(W)} ms`),P||q(b).length?"renders":"",Ge(B),te?`visit ${K(ie)}: ${Ge(q(fe))||"nothing"}`:""].filter(Boolean).join(" \xB7 ")}function C(g,E){switch(g[0]){case"w":return typeof g[1]=="string"?x(g,E):xt;case"f":case"s":return h(g,E);case"+":return L(g,E);case"x":{let[,d,b,O]=g,w=Number(d),T=e.get(w)?.name??`event ${K(d)}`;return e.has(w)&&k([w],E),u(E,`${T} was refused: ${K(O)} (${K(b)})`),`${T}: ${K(O)} (${K(b)})`}case"d":return u(E,"The server is draining: the page will reconnect"),`reconnect within ${K(g[1])} ms`;case"p":return"";default:return xt}}function $([g,E,d,b],O){switch(g){case"h":return a="",n!==void 0&&u(O,"The connection was lost; there is a new one"),n===void 0?"asks for a session":"asks for its session again";case"e":{let[w,T]=[Number(E),K(d)],P=e.has(w);return!P&&e.size<100&&e.set(w,{name:T,at:O}),`#${w} ${T}${P?", again":""}`}case"t":return j(K(b),O),`visit ${K(d)}: ${K(b)}`;case"k":{let w=q(d).map(T=>{let[,P,B]=q(T);return`${Ge([i[Number(P)]])}: ${K(B)}`});for(let T of w)u(O,`An operation failed: ${T}`);return[`up to #${K(E)}`,...w].join(" \xB7 ")}default:return""}}function j(g,E){g==="hold"||g==="resume"?(p(g==="hold",E),u(E,g==="hold"?"The step's time is held":"The step's time continues")):g==="missing"?u(E,`The step's target is missing${c?`: ${c.target}`:""}`):(y=rn[g],u(E,`${g} was chosen`))}return{get shown(){return c&&{...c,timeout:o?c.timeout:void 0}},get isHeld(){return _},get unanswered(){return Array.from(e.values(),({name:g})=>g)},get latency(){let g=t.toSorted((d,b)=>d-b),E=g.length;return E?{last:t[E-1],median:(g[E-1>>1]+g[E>>1])/2,count:E}:void 0},elapsed:r,take(g,E,d){I=[];let b=kt(d),O=E==="in"?C(b,g):$(b,g);return{kind:Nt[K(b[0])]??"unknown",summary:Pe(O),moments:I}},forget(){t=[]}}}function Et(e){let[t,n]=q(e);return t==="step"&&typeof Object(n).target=="string"}function sn(e){let[t,n]=q(e);return t==="end"?Object(n).cause:void 0}function an(e,t,n){let{tour:o,name:a,target:i,step:s,total:l,timeout:c,only_timeout:y,on_missing:m}=n;return{run:e,visit:t,tour:K(o),name:typeof a=="string"?a:void 0,target:K(i),step:Number(s),total:Number(l),timeout:typeof c=="number"?c:void 0,isOnlyTimed:y===!0,isCentered:m==="center"}}function Ce({tour:e,name:t,step:n,total:o}){return`${e}: step ${n+1} of ${o}${t===void 0?"":` (${t})`}`}function Ge(e){return e.map(t=>{let[n,o]=q(t),{to:a,target:i,cause:s,outcome:l}=Object(o),c=a??i??s??l;return c===void 0?K(n):`${K(n)} ${K(c)}`}).join(", ")}function Pe(e){return e.length>400?`${e.slice(0,400)}\u2026`:e}function K(e){return typeof e=="string"?e:JSON.stringify(e)??"?"}function kt(e){try{return q(JSON.parse(e))}catch{return[]}}function q(e){return Array.isArray(e)?e:[]}var ln=80;function Lt(e){let t=H("input",{type:"search",placeholder:"Filter",ariaLabel:"Filter by text",autocomplete:"off",spellcheck:!1}),n=Mt("Direction",[["","Both ways"],["out","Sent"],["in","Received"]]),o=Mt("Kind",[["","All kinds"],...Tt.map(l=>[l,l])]),a=H("div",{className:"row"},t,n,o),i=Re("frames",l=>H("li",{hidden:!s(l)},cn(l)));a.addEventListener("input",()=>{for(let[l,c]of i.shown())c.hidden=!s(l);e()});function s(l){let c=t.value.trim().toLowerCase();return(!n.value||l.direction===n.value)&&(!o.value||l.kind===o.value)&&`${l.kind} ${l.summary} ${l.text}`.toLowerCase().includes(c)}return{filter:a,list:i.list,show:i.show,passing:()=>i.shown().flatMap(([l,{hidden:c}])=>c?[]:l)}}function Mt(e,t){return H("select",{ariaLabel:e},...t.map(([n,o])=>H("option",{value:n},o)))}function cn(e){let{at:t,direction:n,kind:o,summary:a}=e,i=H("pre",{tabIndex:0,role:"group",ariaLabel:"The frame"}),s=H("details",{},H("summary",{},H("span",{className:"at"},Ae(t)),H("span",{className:`way ${n}`},n==="out"?"\u2191 sent":"\u2193 received"),H("span",{className:"kind"},o),H("span",{className:"summary"},a)),i);return s.addEventListener("toggle",()=>ee(i,s.open?dn(e):"")),s}function dn({text:e,length:t}){let n=t>e.length?`
\u2026 ${t-e.length} characters more were not kept`:"";try{return e.length>ln?JSON.stringify(JSON.parse(e),void 0,2)+n:e}catch{return e+n}}var $t=`/*
 * The debug panel's own styles, inside its shadow root. They follow the person's
 * preferences and not the page, whose styles must not reach the panel: hence
 * \`!important\` on the properties of the host, which the page could set.
 */

:host {
  all: initial !important;
  /* Not part of \`all\`; the panel is in English. */
  direction: ltr !important;
  color-scheme: light dark !important;
  position: fixed !important;
  inset: auto 0 0 !important;
  box-sizing: border-box !important;
  inline-size: auto !important;
  max-inline-size: none !important;
  block-size: min(45vh, 30rem) !important;
  border-block-start: 1px solid light-dark(#8a93a5, #6b7588) !important;
  background: light-dark(#fff, #161b26) !important;
  color: light-dark(#111827, #e8ecf4) !important;
  font: 13px/1.45 system-ui, sans-serif !important;
  text-align: start !important;
  box-shadow: 0 0 24px rgb(0 0 0 / 0.25) !important;
}

:host(:not(:popover-open)) {
  display: none !important;
}

:host(:popover-open) {
  display: block !important;
}

:host([data-top]) {
  inset: 0 0 auto !important;
  border-block: 0 1px solid light-dark(#8a93a5, #6b7588) !important;
  border-block-start: 0 !important;
  border-block-end: 1px solid light-dark(#8a93a5, #6b7588) !important;
}

:host(:focus-visible),
:focus-visible {
  outline: 2px solid light-dark(#1d4ed8, #93b4ff) !important;
  outline-offset: -2px !important;
}

* {
  box-sizing: border-box;
}

[hidden] {
  display: none !important;
}

.panel {
  display: flex;
  flex-direction: column;
  block-size: 100%;
}

.row {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 6px;
}

.bar {
  flex: none;
  padding: 6px 10px;
  border-block-end: 1px solid light-dark(#d5dae3, #313a4c);
}

h2,
h3,
p,
ul,
ol {
  margin: 0;
  padding: 0;
  list-style: none;
}

h2 {
  margin-inline-end: 6px;
  font-size: 14px;
}

h3 {
  margin-block-end: 4px;
  font-size: 13px;
}

button,
input,
select {
  min-block-size: 26px;
  padding: 2px 8px;
  border: 1px solid light-dark(#7b8496, #76819a);
  border-radius: 4px;
  background: light-dark(#f4f6fa, #232b3b);
  color: inherit;
  font: inherit;
}

button {
  cursor: pointer;
}

input {
  flex: 1 1 8rem;
  min-inline-size: 0;
}

input::placeholder {
  color: light-dark(#5b6474, #a9b3c6);
}

textarea {
  flex: none;
  block-size: 6rem;
  margin: 6px 10px;
  border: 1px solid light-dark(#7b8496, #76819a);
  background: transparent;
  color: inherit;
  font: 12px/1.4 ui-monospace, monospace;
}

.parts {
  display: grid;
  grid-template: minmax(0, 1fr) / minmax(0, 2fr) minmax(0, 3fr);
  flex: 1;
  min-block-size: 0;
}

.summary-parts {
  display: grid;
  /* As high as the state needs, up to two thirds. */
  grid-template-rows: fit-content(66%) minmax(0, 1fr);
  min-block-size: 0;
  border-inline-end: 1px solid light-dark(#d5dae3, #313a4c);
}

section {
  overflow: auto;
  padding: 8px 10px;
  overflow-wrap: anywhere;
}

.summary-parts section + section {
  border-block-start: 1px solid light-dark(#d5dae3, #313a4c);
}

.timeline li,
.state li {
  padding-block: 2px;
}

.timeline li {
  display: grid;
  grid-template-columns: max-content minmax(0, 1fr);
  align-items: baseline;
  gap: 0 8px;
}

.count {
  padding-block: 4px;
  color: light-dark(#4b5563, #b3bccd);
}

summary {
  display: grid;
  grid-template-columns: 1em max-content 5.5em 6em minmax(0, 1fr);
  align-items: baseline;
  gap: 0 8px;
  min-block-size: 24px;
  padding-block: 2px;
  cursor: pointer;
}

summary::before {
  content: "\u25B8";
}

[open] > summary::before {
  content: "\u25BE";
}

.at,
pre {
  font: 12px/1.4 ui-monospace, monospace;
}

.at {
  color: light-dark(#4b5563, #b3bccd);
}

.way {
  color: light-dark(#1d4ed8, #93b4ff);
}

.out {
  color: light-dark(#9a3412, #fdba74);
}

.kind {
  font-weight: 600;
}

pre {
  max-block-size: 16rem;
  margin: 2px 0 8px;
  padding: 6px 8px;
  overflow: auto;
  background: light-dark(#f4f6fa, #0e121a);
  white-space: pre-wrap;
}

/* On a phone the parts are below each other. */
@media (width < 700px) {
  :host {
    block-size: 60vh !important;
  }

  .parts {
    display: block;
    overflow: auto;
  }

  .summary-parts {
    display: block;
    border: 0;
  }

  section {
    overflow: visible;
  }

  /* A frame's summary gets a line of its own. */
  .summary {
    grid-column: 2 / -1;
  }

  .parts > section {
    border-block-start: 1px solid light-dark(#d5dae3, #313a4c);
  }
}
`;var fn=/^dj-(?:click|submit|change|input|keydown|keyup|focus|blur)\b/;function At({shown:e,isHeld:t,unanswered:n,elapsed:o},a,i){let s=[];if(a||s.push("The connection is lost: nothing happens until the server is back."),n.length&&s.push(`Not answered yet: ${n.join(", ")}.`),!e)return[...s,"No step is on the page."];let{target:l,timeout:c}=e;if(s.push(`${Ce(e)}, at ${l}.`,...pn(l,e.isCentered)),c){let m=Math.max(0,c-o(i))/1e3;s.push(`Its time: ${m.toFixed(1)} s left of ${c/1e3} s${t?`, held: ${mn()}`:""}.`)}let y=[c?"when its time is over":"",e.isOnlyTimed?"":"by a handler or a flow of the server","by a button of the bubble"];return s.push(`It ends ${y.filter(Boolean).join(", or ")}.`),s}function mn(){let e=re();return document.hidden?"the tab is hidden":e?.matches(":hover")?"the pointer is at the bubble":e?.contains(G())?"the focus is in the bubble":"it was paused"}function pn(e,t){let n=hn(e),o=t?"the bubble is in the middle of the view":"the step waits for it, unless its on_missing is skip or cancel";if(!n.length)return[`Its target is missing: nothing on the page matches; ${o}.`];if(!n.some(Y))return[`Its target is on the page but not visible; ${o}.`];let a=n.length>1?[`${n.length} elements match: the first that is visible is the target.`]:[],i=gn(n.find(Y));return i?[...a,`Its target calls ${i}.`]:a}function gn(e){return e.getAttributeNames().filter(n=>fn.test(n)).map(n=>`${e.getAttribute(n)} (${n})`).join(", ")}function hn(e){try{return le(e)}catch{return[]}}var bn=250,yn=["keydown","keyup","click","input","change"];function Rt(e){let t;return{toggle(){t?t():t=wn(e,()=>t=void 0)}}}function wn(e,t){let n=G(),o=new AbortController,{signal:a}=o,i=!1,s=0,l=[],c=0,y,m=H("ul",{className:"state"}),N=Re("timeline",({at:w,text:T})=>H("li",{},H("span",{className:"at"},Ae(w)),H("span",{},T))),_=H("p",{className:"status",role:"status"}),I=H("p",{className:"count"}),u=H("textarea",{readOnly:!0,hidden:!0,ariaLabel:"The JSON, to be copied by hand"}),r=Lt(()=>ee(I,D())),p=ve("Pause",()=>{i=!i,s=M(),ee(p,i?"Resume":"Pause"),x()}),k=ve("To the top",()=>{let w=f.toggleAttribute("data-top");ee(k,w?"To the bottom":"To the top")}),f=H("docent-panel",{lang:"en",popover:"manual",role:"dialog",ariaLabel:"docent: debug panel",tabIndex:-1}),S=f.attachShadow({mode:"open"}),R=new CSSStyleSheet;R.replaceSync($t),S.adoptedStyleSheets=[R],S.append(H("div",{className:"panel"},H("div",{className:"row bar"},H("h2",{},"docent"),p,ve("Clear",g),ve("Copy as JSON",()=>{E()}),k,ve("Close",d),_),u,H("div",{className:"parts"},H("div",{className:"summary-parts"},ze("Why it waits",m),ze("Timeline, newest first",N.list)),ze("Frames, newest first",r.filter,I,r.list))));function M(){return e.forgotten+e.frames.length}function D(){let{forgotten:w}=e,T=`${r.passing().length} of ${r.list.childElementCount} frames`;return i?`${T}; paused, ${M()-s} more have come`:w?`${T}, ${w} older ones are not kept`:T}function F(){let{story:w}=e,{latency:T}=w,P=B=>`${B.toFixed(B<10?1:0)} ms`;return[...At(w,docent.connected,performance.now()),T?`From an event to its answer: ${P(T.last)} last, ${P(T.median)} median of ${T.count}.`:"No event has been answered yet."].map(Pe)}function x(){c=0,C(),St(m,F()),i||({moments:l}=e,r.show(e.frames),N.show(l)),ee(I,D())}function L(){c||=requestAnimationFrame(x)}function h(){let w=G();y=J(f,w)?w:void 0}function C(){let w=[...document.querySelectorAll("dialog:modal")].at(-1)??document.body;if(f.parentNode===w&&$())return;let T=y;$()&&f.hidePopover(),ne(f,w,null),f.showPopover(),T&&V(T)}function $(){return f.matches(":popover-open")}function j(w){w.target===f&&w.stopImmediatePropagation(),!(w.target===f||w.newState!=="open")&&($()&&f.hidePopover(),C())}function g(){e.clear(),s=0,l=[],r.show([]),N.show([]),x(),ee(_,"Cleared")}async function E(){let w=r.passing(),T=wt(e,l,w,F()),P=await vt(T);u.hidden=P,u.value=P?"":T,ee(_,P?`Copied: ${w.length} frames`:"The clipboard was refused: copy it from the field"),!P&&(u.focus(),u.select())}function d(){let w=!!y;e.listen(void 0),o.abort(),clearInterval(O),cancelAnimationFrame(c),f.remove(),w&&V(n),t()}function b(w){w.key!=="Escape"||!w.composedPath().includes(f)||(w.preventDefault(),w.stopImmediatePropagation(),d())}e.listen(L);let O=setInterval(x,bn);addEventListener("keydown",b,{signal:a,capture:!0}),addEventListener("toggle",j,{signal:a,capture:!0}),document.addEventListener("close",L,{signal:a,capture:!0});for(let w of yn)f.addEventListener(w,T=>T.stopPropagation(),{signal:a});for(let w of[f,S])w.addEventListener("focusin",h,{signal:a}),w.addEventListener("focusout",()=>queueMicrotask(()=>f.isConnected&&h()),{signal:a});return x(),f.focus({preventScroll:!0}),d}function ve(e,t){let n=H("button",{type:"button"},e);return n.addEventListener("click",t),n}function ze(e,...t){return H("section",{tabIndex:0,ariaLabel:e},H("h3",{},e),...t)}var vn=500,Sn=500,xn=4*2**20,En=64*2**10;function Ct(){let e=Ot(),t=[],n=[],o=0,a=0,i;return{story:e,get frames(){return t},get moments(){return n},get forgotten(){return a},record(s,l){let c=performance.now(),y=e.take(c,s,l),m=kn(y.kind,l),N=m.slice(0,En);for(t.push({at:c,direction:s,kind:y.kind,summary:y.summary,text:N,length:m.length}),o+=N.length;t.length>vn||o>xn;)o-=t.shift().text.length,a++;n=n.concat(y.moments).slice(-Sn),i?.()},clear(){t=[],n=[],o=a=0,e.forget()},listen(s){i=s}}}function kn(e,t){let n="(left out)";return e==="hello"?JSON.stringify(JSON.parse(t),(o,a)=>o==="page"||o==="session"?n:a):e==="welcome"?JSON.stringify(JSON.parse(t).map((o,a)=>a===1?n:o)):t}yt(()=>{let e=Ct(),t=Rt(e);return addEventListener("keydown",n=>{Nn(n)&&(n.preventDefault(),t.toggle())},{capture:!0}),e.record});function Nn({key:e,code:t,ctrlKey:n,shiftKey:o,altKey:a,metaKey:i,repeat:s}){return(/^[a-z]$/i.test(e)?/d/i.test(e):t==="KeyD")&&n&&o&&!a&&!i&&!s}})();
